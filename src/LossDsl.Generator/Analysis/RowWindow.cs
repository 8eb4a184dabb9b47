using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Analysis;

/// <summary>Computes local means, and their adjoint filter, over probe and sample regions, in which the pixels form a single row.</summary>
internal static class RowWindow
{
    /// <summary>Returns the weighted mean of the window around each pixel, or the transposed filter. Beyond the ends of a region, its end pixels are repeated.</summary>
    /// <param name="term">The values to filter, one for each pixel.</param>
    /// <param name="regionOf">Returns the first pixel of the region that contains a pixel, and the region's number of pixels.</param>
    /// <param name="window">The side of the window, and its weights.</param>
    /// <param name="isAdjoint">Whether to apply the transposed filter, which the backward pass needs.</param>
    public static double[] Filter(double[] term, Func<int, (int Start, int Count)> regionOf, LocalWindow window, bool isAdjoint)
    {
        var half = window.Side / 2;
        double[] weights = [.. Enumerable.Range(-half, window.Side).Select(o => window.Sigma is { } sigma ? Math.Exp(-o * o / (2 * sigma * sigma)) : 1)];
        var (all, result) = (weights.Sum(), new double[term.Length]);
        for (var i = 0; i < term.Length; i++)
        {
            var (start, count) = regionOf(i);
            for (var o = 0; o < weights.Length; o++)
            {
                var (other, weight) = (Math.Max(start, Math.Min(start + count - 1, i + o - half)), weights[o] / all);
                result[isAdjoint ? other : i] += weight * term[isAdjoint ? i : other];
            }
        }

        return result;
    }
}
