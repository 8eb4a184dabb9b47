namespace LossDsl.Generator.Analysis;

/// <summary>Descending order of the pixels within each probe region, in which the pixels form a single row. Of equal values that of the first pixel comes first.</summary>
/// <param name="values">The values that order the pixels.</param>
/// <param name="regionOf">Returns the first pixel of the region that contains a pixel, and the region's number of pixels.</param>
internal sealed class RowOrder(double[] values, Func<int, (int Start, int Count)> regionOf)
{
    /// <summary>Returns, for each pixel, the sum over the pixels that come before it.</summary>
    public double[] Above(double[] term) => Sum(term, (other, pixel) => IsAbove(other, pixel));

    /// <summary>Returns, for each pixel, the sum over the pixels that come after it.</summary>
    public double[] Below(double[] term) => Sum(term, (other, pixel) => IsAbove(pixel, other));

    /// <summary>Returns 1/k for the first k pixels of each region, a share of its pixels rounded down but at least one, and 0 for the others.</summary>
    public double[] Top(double[] share)
    {
        var ranks = Above([.. values.Select(static _ => 1.0)]);
        return [.. ranks.Select((rank, pixel) => Math.Max(1, Math.Min(regionOf(pixel).Count, Math.Floor(share[pixel] * regionOf(pixel).Count))) is var count && rank < count ? 1 / count : 0)];
    }

    private bool IsAbove(int pixel, int other) => values[pixel] > values[other] || (values[pixel] == values[other] && pixel < other);

    private double[] Sum(double[] term, Func<int, int, bool> isCounted) =>
        [.. Enumerable.Range(0, term.Length).Select(pixel => regionOf(pixel) is var (start, count) ? Enumerable.Range(start, count).Where(other => isCounted(other, pixel)).Sum(other => term[other]) : 0)];
}
