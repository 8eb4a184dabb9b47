namespace UNetTrainer.Statistics;

/// <summary>Comparison of a loss with a baseline by one metric, over cases. Differences, interval and deviation are in the unit of the metric; their sources stand with their types.</summary>
/// <param name="Loss">Name of the loss.</param>
/// <param name="Baseline">Name of the baseline.</param>
/// <param name="Differences">Differences by case, loss minus baseline.</param>
/// <param name="Interval">95 % interval of the mean difference; null for fewer than two cases.</param>
/// <param name="Test">Signed rank test of the differences.</param>
/// <param name="CorrectedP">P value by Holm's method over all losses of the comparison.</param>
/// <param name="Effect">Size of the difference without a unit.</param>
/// <param name="NeededCases">Number of cases that would show the difference of interest; null for fewer than two cases.</param>
/// <param name="Warning">Reason why interval or test say nothing; null if there is none.</param>
internal sealed record PairedComparison(
    string Loss, string Baseline, PairedDifferences Differences, BootstrapInterval? Interval, SignedRankTest Test, double CorrectedP, EffectSize Effect, long? NeededCases, string? Warning)
{
    private const double Level = 0.05;

    /// <summary>Compares losses with a baseline, each with the same draws, and corrects the p values together.</summary>
    /// <param name="baseline">Name of the baseline.</param>
    /// <param name="losses">Losses with their differences.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="interest">Mean difference for which the number of cases is computed, in the unit of the metric.</param>
    public static IReadOnlyList<PairedComparison> Compute(string baseline, IReadOnlyList<(string Loss, PairedDifferences Differences)> losses, ulong seed, double interest = 0.01)
    {
        var tests = losses.Select(static l => SignedRankTest.Compute(l.Differences.Values)).ToArray();
        var corrected = HolmCorrection.Apply(Array.ConvertAll(tests, static t => t.P));
        var count = corrected.Count(static p => !double.IsNaN(p));
        return [.. losses.Select((l, i) => new PairedComparison(
            l.Loss, baseline, l.Differences, BootstrapInterval.Compute(l.Differences.Values, seed), tests[i], corrected[i],
            EffectSize.Compute(l.Differences), CaseCount.Compute(l.Differences.Deviation, interest), WarningFor(tests[i].Count, count)))];
    }

    /// <summary>Returns the smallest number of cases whose signed rank test can fall below the level in the strictest of several tests.</summary>
    public static int FewestCases(int tests) => Enumerable.Range(1, int.MaxValue - 1).First(n => SignedRankTest.SmallestP(n) < Level / Math.Max(1, tests));

    // Cases without a difference drop out of the test.
    private static string? WarningFor(int cases, int tests)
    {
        var (fewest, smallest) = (FewestCases(tests), SignedRankTest.SmallestP(cases));
        return cases >= fewest
            ? null
            : FormattableString.Invariant($"{cases} cases that differ are too few: the smallest possible p value is {smallest:G2}, and {Level / Math.Max(1, tests):G2} is needed (0.05 over {Math.Max(1, tests)} tests). At least {fewest} cases are needed; with fewer than {FewestCases(1)} the interval means little, too.");
    }
}
