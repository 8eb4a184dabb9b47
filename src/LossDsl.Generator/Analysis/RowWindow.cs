using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Analysis;

/// <summary>The mean of what is around each pixel, for regions that are rows of pixels.</summary>
internal static class RowWindow
{
    /// <summary>The mean at each pixel, or what each pixel gets back of it.</summary>
    /// <param name="term">What the mean is of.</param>
    /// <param name="regionOf">The first pixel of the region that a pixel is in, and how many it has. Beyond its border lies what is on it.</param>
    /// <param name="window">What counts as around.</param>
    /// <param name="isAdjoint">The way back.</param>
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
