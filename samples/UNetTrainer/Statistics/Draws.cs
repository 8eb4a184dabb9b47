namespace UNetTrainer.Statistics;

/// <summary>
/// Means of samples drawn with replacement, ascending: the bootstrap distribution of a mean, in the unit of the values. The numbers are those of SplitMix64, so that a seed means the same draws under
/// every version of .NET. Sources: Efron 1979, Annals of Statistics 7(1); Steele, Lea and Flood 2014, OOPSLA, for the generator.
/// </summary>
internal static class Draws
{
    /// <summary>Returns the sorted means.</summary>
    public static double[] SortedMeans(double[] values, int count, ulong seed)
    {
        var means = new double[count];
        var state = seed;
        for (var draw = 0; draw < count; draw++)
        {
            means[draw] = Sum(values, ref state) / values.Length;
        }

        Array.Sort(means);
        return means;
    }

    // Two indices from each 64 bits: half the number times the length, shifted by 32 bits, lies below the length.
    private static double Sum(double[] values, ref ulong state)
    {
        var length = (ulong)values.Length;
        var sum = 0.0;
        for (var i = 0; i + 1 < values.Length; i += 2)
        {
            var bits = Next(ref state);
            sum += values[(int)(((bits & uint.MaxValue) * length) >> 32)] + values[(int)(((bits >> 32) * length) >> 32)];
        }

        return values.Length % 2 == 0 ? sum : sum + values[(int)(((Next(ref state) >> 32) * length) >> 32)];
    }

    private static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
