namespace UNetTrainer.Statistics;

/// <summary>Figure of one metric for one test case, from the run of one seed.</summary>
/// <param name="Case">Name of the case.</param>
/// <param name="Value">Value in the unit of the metric; NaN if the metric is undefined for the case.</param>
internal readonly record struct CaseFigure(string Case, double Value);

/// <summary>
/// Differences of one metric between a loss and a baseline, one for each case. Slices and pixels of a case depend on each other, and so do seeds: a case is the unit of the statistics.
/// The figures of a case are averaged over its seeds first. Source: Dietterich 1998, Neural Computation 10(7), on paired tests of learners.
/// </summary>
/// <param name="Cases">Names of the cases that both losses have figures of, in ordinal order.</param>
/// <param name="Values">Loss minus baseline in the unit of the metric, in the order of the cases.</param>
internal sealed record PairedDifferences(IReadOnlyList<string> Cases, IReadOnlyList<double> Values)
{
    /// <summary>Mean difference in the unit of the metric; NaN for no case.</summary>
    public double Mean => Values.Count > 0 ? Values.Average() : double.NaN;

    /// <summary>Standard deviation of the differences, with n - 1, in the unit of the metric; NaN for fewer than two cases.</summary>
    public double Deviation
    {
        get
        {
            var mean = Mean;
            return Values.Count > 1 ? Math.Sqrt(Values.Sum(v => (v - mean) * (v - mean)) / (Values.Count - 1)) : double.NaN;
        }
    }

    /// <summary>Pairs the figures of a loss with those of a baseline. A case without a defined figure on either side is left out.</summary>
    public static PairedDifferences Compute(IEnumerable<CaseFigure> loss, IEnumerable<CaseFigure> baseline)
    {
        var (left, right) = (MeansOverSeeds(loss), MeansOverSeeds(baseline));
        var cases = left.Keys.Where(right.ContainsKey).Order(StringComparer.Ordinal).ToArray();
        return new(cases, Array.ConvertAll(cases, c => left[c] - right[c]));
    }

    private static Dictionary<string, double> MeansOverSeeds(IEnumerable<CaseFigure> figures) => figures
        .Where(static f => double.IsFinite(f.Value))
        .GroupBy(static f => f.Case, StringComparer.Ordinal)
        .ToDictionary(static g => g.Key, static g => g.Average(static f => f.Value), StringComparer.Ordinal);
}
