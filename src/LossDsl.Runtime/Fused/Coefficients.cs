namespace LossDsl.Fused;

/// <summary>The numbers that kernels have for each region.</summary>
internal static class Coefficients
{
    // The slope of a ratio of sums of 1e-43, as softmax makes them, is no float32; an infinity would be NaN at the pixels that it does not concern.
    private const double Largest = 1e37;

    public static double[][] OfRegions(RegionValues[] coefficients, int regions) =>
        [.. Enumerable.Range(0, regions).Select(region => Array.ConvertAll(coefficients, values => Math.Clamp(values[region], -Largest, Largest)))];
}
