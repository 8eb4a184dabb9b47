using static TorchSharp.torch;

namespace LossDsl.Conformance.Oracles;

/// <summary>Tensor operations whose gradient autograd would otherwise make infinite.</summary>
internal static class TensorExtensions
{
    /// <summary>Computes a power where the base is positive. Elsewhere value and gradient are 0; the gradient of pow would be infinite at 0 for an exponent below 1.</summary>
    public static Tensor PowOrZero(this Tensor values, double exponent)
    {
        var isPositive = values.gt(0);
        return where(isPositive, values, ones_like(values)).pow(exponent) * isPositive;
    }
}
