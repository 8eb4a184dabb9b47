namespace LossDsl.Testing.Oracles;

/// <summary>Orders of pixels: descending, the first of equal values first.</summary>
internal static class Ordering
{
    /// <summary>Returns the pixels in descending order of their values. LINQ's sort is stable.</summary>
    public static IEnumerable<int> Descending(IReadOnlyCollection<int> pixels, Func<int, double> value) => pixels.OrderByDescending(value);

    /// <summary>Returns the mean of the largest share of the values: their number times the share, rounded down, but at least one. 0.29 · 100 is 29, although it rounds to less.</summary>
    public static double MeanOfLargest(IReadOnlyCollection<double> values, double share)
    {
        var count = (int)Math.Clamp(Math.Floor(share * values.Count * (1 + Math.ScaleB(1, -50))), 1, values.Count);
        return values.OrderDescending().Take(count).Average();
    }
}
