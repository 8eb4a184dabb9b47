using UNetTrainer.Runs;
using UNetTrainer.Statistics;

namespace UNetTrainer.Comparison;

/// <summary>Writes a comparison as tables for other programs: every figure by case, and the paired statistics.</summary>
internal static class ComparisonCsv
{
    private const string Figures = "loss,fold,seed,group,case,class,dice,sensitivity,specificity,surface_dice,hausdorff95";

    private const string Statistics =
        "metric,loss,baseline,cases,mean_difference,deviation,low_95,high_95,p,p_holm,rank_biserial,d_z,group_letters,difference_of_interest,needed_cases,warning";

    /// <summary>Writes <c>figures.csv</c> and <c>comparison.csv</c> into a folder.</summary>
    public static void Write(string folder, ComparisonResult result, IEnumerable<FinishedRun> runs)
    {
        CsvTable.Write(Path.Combine(folder, "figures.csv"), Figures, runs.SelectMany(static run => run.Cases.Select(c => Row(run, c))));
        CsvTable.Write(Path.Combine(folder, "comparison.csv"), Statistics, result.Metrics.SelectMany(static m => m.Losses.Select(c => Row(m, c))));
    }

    private static object[] Row(FinishedRun run, CaseResult c) =>
    [
        run.Summary.Loss, run.Settings.Data.Fold ?? (object)"", run.Settings.Training.Seed, c.Group, c.Case, c.Class, .. Metric.All.Select(m => (object)m.Figure(c)),
    ];

    private static object[] Row(MetricComparison m, PairedComparison c) =>
    [
        m.Metric, c.Loss, c.Baseline, c.Differences.Values.Count, c.Differences.Mean, c.Differences.Deviation, c.Interval?.Low ?? double.NaN, c.Interval?.High ?? double.NaN, c.Test.P, c.CorrectedP,
        c.Effect.RankBiserial, c.Effect.StandardizedMean, m.Groups.GetValueOrDefault(c.Loss, ""), m.Difference, c.NeededCases ?? (object)double.NaN, c.Warning ?? "",
    ];
}
