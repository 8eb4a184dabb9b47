namespace LossDsl.Conformance.Hazards;

/// <summary>
/// Local means and standard deviations of an image over windows of 3 x 3 pixels with Gaussian weights, σ = 1.5. Beyond the border the image repeats its border pixels.
/// </summary>
internal sealed class LocalStatistics
{
    private const int Width = Situation.Width;
    private readonly double[] values;

    public LocalStatistics(IEnumerable<double> values)
    {
        this.values = [.. values];
        Mean = [.. Windows.Select(window => window.Sum(at => at.Weight * this.values[at.Pixel]))];
        Deviation = [.. Windows.Select((window, i) => Math.Sqrt(window.Sum(at => at.Weight * Math.Pow(this.values[at.Pixel] - Mean[i], 2))))];
    }

    /// <summary>Pixels and weights of the window around each pixel.</summary>
    public static (int Pixel, double Weight)[][] Windows { get; } = [.. Enumerable.Range(0, Situation.Pixels).Select(static i => (
        from dy in Enumerable.Range(-1, 3)
        from dx in Enumerable.Range(-1, 3)
        select (Math.Clamp((i / Width) + dy, 0, Width - 1) * Width + Math.Clamp((i % Width) + dx, 0, Width - 1), Weight(dy) * Weight(dx))).ToArray())];

    public double[] Mean { get; }

    public double[] Deviation { get; }

    /// <summary>Computes (value - mean + c) / (deviation + c).</summary>
    public double Standardized(int i, double c) => (values[i] - Mean[i] + c) / (Deviation[i] + c);

    /// <summary>Computes the derivative of the standardized pixel i by the value of pixel j. A flat window has none through its deviation.</summary>
    public double Slope(int i, int j, double c)
    {
        var weight = Windows[i].Where(at => at.Pixel == j).Sum(static at => at.Weight);
        var byDeviation = Deviation[i] < 1e-7 ? 0 : (values[i] - Mean[i] + c) * weight * (values[j] - Mean[i]) / (Deviation[i] * Math.Pow(Deviation[i] + c, 2));
        return ((i == j ? 1 : 0) - weight) / (Deviation[i] + c) - byDeviation;
    }

    private static double Weight(int offset) => Math.Exp(-offset * offset / 4.5) / (1 + 2 * Math.Exp(-1 / 4.5));
}
