namespace LossDsl.Conformance.Digits;

/// <summary>
/// Windows over one image, and covariances over them. Differences between values of a window are taken first, which float64 holds exactly where the values are almost equal. So a covariance
/// has all its digits, whatever it is beside the values.
/// </summary>
/// <param name="lengths">Spatial dimensions of the image.</param>
/// <param name="side">Side of the window, odd.</param>
/// <param name="sigma">Standard deviation of a Gaussian window, or null for equal weights.</param>
internal sealed class WindowOracle(long[] lengths, int side, double? sigma)
{
    /// <summary>Number of pixels of the image.</summary>
    public int Pixels { get; } = (int)lengths.Aggregate(1L, static (product, length) => product * length);

    /// <summary>Returns the pixels in the window around a pixel with their weights, whose sum is 1. Beyond the border the image repeats its border pixels.</summary>
    public IReadOnlyList<(int Pixel, double Weight)> Window(int pixel)
    {
        List<(int Pixel, double Weight)> window = [(0, 1)];
        var stride = Pixels;
        foreach (var length in lengths)
        {
            stride /= (int)length;
            var at = pixel / stride % (int)length;
            window = [.. window.SelectMany(_ => Enumerable.Range(-side / 2, side), (before, offset) =>
                (before.Pixel + ((int)Math.Clamp(at + offset, 0, length - 1) * stride), before.Weight * Weight(offset)))];
        }

        var sum = window.Sum(static at => at.Weight);
        return [.. window.Select(at => (at.Pixel, at.Weight / sum))];
    }

    /// <summary>Returns the deviations of the values in a window from their mean, in the order of <see cref="Window"/>.</summary>
    public IReadOnlyList<double> Deviations(double[] values, int pixel)
    {
        var window = Window(pixel);
        double[] differences = [.. window.Select(at => values[at.Pixel] - values[pixel])];
        var mean = window.Zip(differences, static (at, difference) => at.Weight * difference).Sum();
        return [.. differences.Select(difference => difference - mean)];
    }

    /// <summary>Returns the covariance over the window around each pixel; the variance of equal values.</summary>
    public double[] Covariance(double[] first, double[] second) => [.. Enumerable.Range(0, Pixels).Select(pixel =>
        Window(pixel).Zip(Deviations(first, pixel), Deviations(second, pixel)).Sum(static at => at.First.Weight * at.Second * at.Third))];

    /// <summary>Returns the derivative of Σ factor_i covariance_i by each of the first values, which the second values do not change with.</summary>
    public double[] Slope(double[] factors, double[] second)
    {
        var slope = new double[Pixels];
        for (var pixel = 0; pixel < Pixels; pixel++)
        {
            foreach (var (at, deviation) in Window(pixel).Zip(Deviations(second, pixel)))
            {
                slope[at.Pixel] += factors[pixel] * at.Weight * deviation;
            }
        }

        return slope;
    }

    private double Weight(int offset) => sigma is { } s ? Math.Exp(-offset * offset / (2 * s * s)) : 1;
}
