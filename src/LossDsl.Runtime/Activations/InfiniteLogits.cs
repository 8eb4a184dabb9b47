using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Activations;

/// <summary>
/// Replaces -∞ by the lowest finite number, for classes that a logit of -∞ has switched off. Their p is 0, and the product of a label 0 with log p must be 0, where 0 · -∞ is NaN.
/// </summary>
internal static class InfiniteLogits
{
    /// <summary>Returns the substitute l for a logit or logarithm of -∞: the lowest finite number of float32 or float64. 0 · l is 0, and e^l is 0.</summary>
    public static double Logit(bool isSingle) => isSingle ? float.MinValue : double.MinValue;

    /// <summary>Replaces -∞ in logits or logarithms by the substitute. NaN stays NaN.</summary>
    public static Tensor Finite(Tensor values) => values.AtLeast(Logit(values.dtype != float64));

    /// <summary>Does the same to values that nothing else reads, in place where autograd records nothing.</summary>
    public static Tensor ToFinite(Tensor values) => values.requires_grad ? Finite(values) : values.RaiseTo(Logit(values.dtype != float64));
}
