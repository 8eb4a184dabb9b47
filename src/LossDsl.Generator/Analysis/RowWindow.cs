using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Analysis;

/// <summary>Computes windows, their adjoints and covariances over probe and sample regions: images whose pixels form a single row.</summary>
internal sealed class RowWindow
{
    private readonly StageKind kind;
    private readonly bool padsWithZero;
    private readonly double[] weights;
    private readonly Func<int, (int Start, int Count)> regionOf;

    /// <param name="window">The window.</param>
    /// <param name="kind">The stage over the window.</param>
    /// <param name="regionOf">Returns the first pixel of the region that contains a pixel, and the region's number of pixels.</param>
    public RowWindow(LocalWindow window, StageKind kind, Func<int, (int Start, int Count)> regionOf)
    {
        (this.kind, this.regionOf, padsWithZero) = (kind, regionOf, window.PadsWithZero);
        weights = Weights(window);
        if (kind is StageKind.LocalMean or StageKind.LocalCovariance)
        {
            var sum = weights.Sum();
            weights = [.. weights.Select(weight => weight / sum)];
        }
    }

    /// <summary>Returns the result of the window around each pixel.</summary>
    public double[] Apply(double[] values)
    {
        if (kind.IsWindowExtreme())
        {
            return [.. values.Select((_, pixel) => First(values, pixel) is var first && first >= 0 ? values[first] : 0)];
        }

        var result = new double[values.Length];
        foreach (var (pixel, other, weight) in Pairs(values.Length))
        {
            result[pixel] += weight * (other < 0 ? 0 : values[other]);
        }

        return result;
    }

    /// <summary>Returns the result of the adjoint.</summary>
    /// <param name="adjoints">The adjoint of the window around each pixel.</param>
    /// <param name="values">The values of which the window takes an extreme; for sums and means unused.</param>
    public double[] Spread(double[] adjoints, double[] values)
    {
        var result = new double[adjoints.Length];
        var pairs = kind.IsWindowExtreme() ? adjoints.Select((_, pixel) => (pixel, First(values, pixel), 1.0)) : Pairs(adjoints.Length);
        foreach (var (pixel, other, weight) in pairs.Where(static pair => pair.Item2 >= 0))
        {
            result[other] += weight * adjoints[pixel];
        }

        return result;
    }

    /// <summary>Returns the covariance of two values over the window around each pixel, from their deviations, so that nothing cancels.</summary>
    /// <param name="first">The first values, one for each pixel.</param>
    /// <param name="second">The second values; the same as the first for a variance.</param>
    public double[] Covariance(double[] first, double[] second)
    {
        var meanOfFirst = Apply(first);
        var meanOfSecond = ReferenceEquals(first, second) ? meanOfFirst : Apply(second);
        var result = new double[first.Length];
        foreach (var (pixel, other, weight) in Pairs(first.Length))
        {
            result[pixel] += weight * (first[other] - meanOfFirst[pixel]) * (second[other] - meanOfSecond[pixel]);
        }

        return result;
    }

    // An image with a single row repeats it beyond its border, or has zeros there, so that the weights of all rows add up, or those of the row in the middle count.
    private double[] Weights(LocalWindow window)
    {
        if (window.Weights.Count == 0)
        {
            var half = window.Side / 2;
            return [.. Enumerable.Range(-half, window.Side).Select(o => window.Sigma is { } sigma ? Math.Exp(-o * o / (2 * sigma * sigma)) : 1)];
        }

        var rows = window.Weights.Count / window.Side;
        return [.. Enumerable.Range(0, window.Side).Select(column => Enumerable.Range(0, rows).Where(row => !padsWithZero || row == rows / 2).Sum(row => window.Weights[(row * window.Side) + column]))];
    }

    // The first pixel of a window that attains its extreme; -1 for a place beyond the image.
    private int First(double[] values, int pixel)
    {
        var first = -2;
        foreach (var (_, other, _) in PairsOf(pixel))
        {
            var sign = kind == StageKind.LocalMin ? -1 : 1;
            first = first == -2 || sign * ValueOf(other) > sign * ValueOf(first) ? other : first;
        }

        return first;

        double ValueOf(int place) => place < 0 ? 0 : values[place];
    }

    private IEnumerable<(int Pixel, int Other, double Weight)> Pairs(int pixels) => Enumerable.Range(0, pixels).SelectMany(PairsOf);

    // A pixel with each place of its window: a pixel, or -1 for a zero beyond the image.
    private IEnumerable<(int Pixel, int Other, double Weight)> PairsOf(int pixel)
    {
        var (start, count) = regionOf(pixel);
        for (var o = 0; o < weights.Length; o++)
        {
            var place = pixel + o - (weights.Length / 2);
            var nearest = Math.Max(start, Math.Min(start + count - 1, place));
            yield return (pixel, padsWithZero && place != nearest ? -1 : nearest, weights[o]);
        }
    }
}
