using static TorchSharp.torch;

namespace LossDsl.Conformance.Oracles;

/// <summary>What autograd needs help with.</summary>
internal static class TensorExtensions
{
    /// <summary>A power of what is positive; elsewhere 0, and no gradient, which would be infinite for an exponent below 1.</summary>
    public static Tensor PowOrZero(this Tensor values, double exponent)
    {
        var isPositive = values.gt(0);
        return where(isPositive, values, ones_like(values)).pow(exponent) * isPositive;
    }
}
