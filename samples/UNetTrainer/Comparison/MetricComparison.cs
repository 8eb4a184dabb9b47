using UNetTrainer.Runs;
using UNetTrainer.Statistics;

namespace UNetTrainer.Comparison;

/// <summary>Comparison of all losses by one metric: each with the baseline, and groups of those that cannot be told apart.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Title">Name of the metric for readers.</param>
/// <param name="LargerIsBetter">Whether a larger figure is better.</param>
/// <param name="Difference">Difference to which <see cref="PairedComparison.NeededCases"/> refers.</param>
/// <param name="Losses">Comparison of each other loss with the baseline, the best first.</param>
/// <param name="Groups">Letters of each loss: losses that share a letter cannot be told apart by signed rank tests of all pairs, with Holm's correction.</param>
internal sealed record MetricComparison(
    string Metric, string Title, bool LargerIsBetter, double Difference, IReadOnlyList<PairedComparison> Losses, IReadOnlyDictionary<string, string> Groups)
{
    // The draws are the same for every loss, and for everybody who repeats the comparison.
    private const ulong Seed = 1;

    /// <summary>Compares the losses by a metric.</summary>
    /// <param name="metric">Metric.</param>
    /// <param name="runs">Tested runs of each loss.</param>
    /// <param name="baseline">Loss with which the others are compared.</param>
    public static MetricComparison Compute(Metric metric, IReadOnlyDictionary<string, IReadOnlyList<FinishedRun>> runs, string baseline)
    {
        var figures = runs.ToDictionary(static r => r.Key, r => CaseFigures.List(r.Value, metric));
        var others = runs.Keys.Where(l => l != baseline).Select(l => (l, PairedDifferences.Compute(figures[l], figures[baseline]))).ToArray();
        var sign = metric.LargerIsBetter ? -1 : 1;
        return new(
            metric.Name, metric.Title, metric.LargerIsBetter, metric.Difference,
            [.. PairedComparison.Compute(baseline, others, Seed, metric.Difference).OrderBy(c => double.IsNaN(c.Differences.Mean) ? double.MaxValue : sign * c.Differences.Mean)],
            Letters([.. runs.Keys], figures));
    }

    private static Dictionary<string, string> Letters(string[] losses, Dictionary<string, IReadOnlyList<CaseFigure>> figures)
    {
        (int I, int J)[] pairs = [.. from i in Enumerable.Range(0, losses.Length) from j in Enumerable.Range(i + 1, losses.Length - i - 1) select (i, j)];
        var p = HolmCorrection.Apply(Array.ConvertAll(pairs, pair => SignedRankTest.Compute(PairedDifferences.Compute(figures[losses[pair.I]], figures[losses[pair.J]]).Values).P));
        var of = pairs.Zip(p).ToDictionary(static x => x.First, static x => x.Second);
        var groups = UNetTrainer.Statistics.Groups.Compute(losses.Length, (i, j) => of[(i, j)]);
        return losses.Index().ToDictionary(static l => l.Item, l => groups.Letters(l.Index));
    }
}
