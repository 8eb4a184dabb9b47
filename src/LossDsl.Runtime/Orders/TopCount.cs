using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Orders;

/// <summary>Number of the largest values that a share of the pixels amounts to.</summary>
internal static class TopCount
{
    // The rounding of a product: 0.29 · 100 is less than 29.
    private static readonly double Rounding = Math.ScaleB(1, -50);

    /// <summary>Returns the share of the valid pixels, rounded down, but at least one.</summary>
    /// <param name="valid">The number of valid pixels of each region, float64.</param>
    /// <param name="share">The share.</param>
    public static Tensor Compute(Tensor valid, double share)
    {
        var counts = valid.Times(share * (1 + Rounding)).floor();
        return counts.minimum(valid).AtLeast(1);
    }
}
