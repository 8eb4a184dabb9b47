namespace LossDsl.Fused;

/// <summary>Converts region values into the coefficients of kernels, one array for each region.</summary>
internal static class Coefficients
{
    // Softmax can make sums as small as 1e-43, and the derivative of a ratio of such sums overflows float32. An infinite coefficient would give 0 · ∞ = NaN at pixels where its
    // factor is 0.
    private const double Largest = 1e37;

    /// <summary>Returns the coefficients, [region][coefficient], clamped to ±1e37.</summary>
    /// <param name="coefficients">Region values, one for each coefficient.</param>
    /// <param name="regions">Number of regions.</param>
    public static double[][] PerRegion(RegionValues[] coefficients, int regions) =>
        [.. Enumerable.Range(0, regions).Select(region => Array.ConvertAll(coefficients, values => Math.Clamp(values[region], -Largest, Largest)))];
}
