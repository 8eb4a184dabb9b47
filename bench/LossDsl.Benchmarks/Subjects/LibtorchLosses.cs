using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>Losses that libtorch has itself.</summary>
internal static class LibtorchLosses
{
    public static Func<Tensor, Tensor, Tensor>? Find(string loss, Size size) => (loss, size.IsMulticlass) switch
    {
        ("binary-cross-entropy", false) => static (x, y) => F.binary_cross_entropy_with_logits(x, y),
        ("weighted-cross-entropy", false) => static (x, y) => F.binary_cross_entropy_with_logits(x, y, pos_weights: ones(1)),
        ("cross-entropy", true) => static (x, y) => F.cross_entropy(x, y),
        _ => null,
    };
}
