using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Analysis;

/// <summary>Computes local means, their adjoint filter and covariances over probe and sample regions, in which the pixels form a single row.</summary>
internal static class RowWindow
{
    /// <summary>Returns the weighted mean of the window around each pixel, or the transposed filter. Beyond the ends of a region, its end pixels are repeated.</summary>
    /// <param name="term">The values to filter, one for each pixel.</param>
    /// <param name="regionOf">Returns the first pixel of the region that contains a pixel, and the region's number of pixels.</param>
    /// <param name="window">The side of the window, and its weights.</param>
    /// <param name="isAdjoint">Whether to apply the transposed filter, which the backward pass needs.</param>
    public static double[] Filter(double[] term, Func<int, (int Start, int Count)> regionOf, LocalWindow window, bool isAdjoint)
    {
        var result = new double[term.Length];
        foreach (var (pixel, other, weight) in Pairs(term.Length, regionOf, window))
        {
            result[isAdjoint ? other : pixel] += weight * term[isAdjoint ? pixel : other];
        }

        return result;
    }

    /// <summary>Returns the covariance of two values over the window around each pixel, from their deviations, so that nothing cancels.</summary>
    /// <param name="first">The first values, one for each pixel.</param>
    /// <param name="second">The second values; the same as the first for a variance.</param>
    /// <param name="regionOf">Returns the first pixel of the region that contains a pixel, and the region's number of pixels.</param>
    /// <param name="window">The side of the window, and its weights.</param>
    public static double[] Covariance(double[] first, double[] second, Func<int, (int Start, int Count)> regionOf, LocalWindow window)
    {
        var meanOfFirst = Filter(first, regionOf, window, isAdjoint: false);
        var meanOfSecond = ReferenceEquals(first, second) ? meanOfFirst : Filter(second, regionOf, window, isAdjoint: false);
        var result = new double[first.Length];
        foreach (var (pixel, other, weight) in Pairs(first.Length, regionOf, window))
        {
            result[pixel] += weight * (first[other] - meanOfFirst[pixel]) * (second[other] - meanOfSecond[pixel]);
        }

        return result;
    }

    // Each pixel with each pixel of its window, and the weight of that pixel.
    private static IEnumerable<(int Pixel, int Other, double Weight)> Pairs(int pixels, Func<int, (int Start, int Count)> regionOf, LocalWindow window)
    {
        var half = window.Side / 2;
        double[] weights = [.. Enumerable.Range(-half, window.Side).Select(o => window.Sigma is { } sigma ? Math.Exp(-o * o / (2 * sigma * sigma)) : 1)];
        var all = weights.Sum();
        for (var i = 0; i < pixels; i++)
        {
            var (start, count) = regionOf(i);
            for (var o = 0; o < weights.Length; o++)
            {
                yield return (i, Math.Max(start, Math.Min(start + count - 1, i + o - half)), weights[o] / all);
            }
        }
    }
}
