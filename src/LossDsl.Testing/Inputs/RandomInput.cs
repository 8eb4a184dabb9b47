using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Testing.Inputs;

/// <summary>Draws random logits and targets, float64.</summary>
internal static class RandomInput
{
    /// <summary>Draws one number for each element of a shape, in the order of their indices.</summary>
    public static Tensor Fill(long[] shape, Func<double> element) =>
        tensor(Enumerable.Range(0, (int)shape.Aggregate(1L, static (count, length) => count * length)).Select(_ => element()).ToArray(), shape);

    /// <summary>
    /// Draws logits, or probabilities if the activation is None. Probabilities keep away from 1/2, where thresholded maps and masks of the prediction jump. The wide spread makes
    /// a tie at the maximum unlikely after rounding to a half type.
    /// </summary>
    public static Tensor Logits(long[] shape, Activation activation, Random random)
    {
        var probabilities = Fill(shape, () => 0.03 + 0.44 * random.NextDouble() + (random.Next(2) == 0 ? 0 : 0.5));
        return activation == Activation.None ? probabilities : 2 * probabilities.logit();
    }

    /// <summary>Draws a target of the shape of the logits. Under softmax the target values of a pixel sum to 1, like the probabilities.</summary>
    public static Tensor Target(long[] shape, Activation activation, TargetKind kind, Random random)
    {
        var uniform = Fill(shape, random.NextDouble);
        var isShared = activation == Activation.Softmax;
        var (first, last) = (zeros_like(uniform), zeros_like(uniform));
        first.narrow(1, 0, 1).fill_(1);
        last.narrow(1, -1, 1).fill_(1);
        return kind switch
        {
            TargetKind.Soft => isShared ? uniform / uniform.sum([1], keepdim: true) : uniform,
            TargetKind.Empty => isShared ? first : zeros_like(uniform),
            TargetKind.Full => isShared ? last : ones_like(uniform),
            _ => isShared ? uniform.eq(uniform.amax([1], keepdim: true)) : uniform.gt(0.5),
        };
    }
}
