using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>Finds the losses that libtorch itself implements: the contender <see cref="Contender.Libtorch"/>.</summary>
internal static class LibtorchLosses
{
    /// <summary>Returns libtorch's function from logits and target to the value of a loss; null if libtorch has none.</summary>
    public static Func<Tensor, Tensor, Tensor>? Find(string loss, ProblemSize size) => (loss, size.IsMulticlass) switch
    {
        ("binary-cross-entropy", false) => static (x, y) => F.binary_cross_entropy_with_logits(x, y),
        ("weighted-cross-entropy", false) => static (x, y) => F.binary_cross_entropy_with_logits(x, y, pos_weights: ones(1, device: x.device)),
        ("cross-entropy", true) => static (x, y) => F.cross_entropy(x, y),
        _ => null,
    };
}
