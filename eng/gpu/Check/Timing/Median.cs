namespace LossDsl.GpuCheck.Timing;

/// <summary>The median.</summary>
internal static class Median
{
    /// <summary>Returns the median of at least one number.</summary>
    public static double Compute(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
