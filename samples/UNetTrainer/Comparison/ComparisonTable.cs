using System.Globalization;
using UNetTrainer.Statistics;
using UNetTrainer.Training;

namespace UNetTrainer.Comparison;

/// <summary>Formats the tables of a comparison as text, for the console and for the report.</summary>
internal static class ComparisonTable
{
    /// <summary>Column headers of the figures.</summary>
    public static IReadOnlyList<string> Header { get; } =
        ["loss", "runs", "cases", "Dice by case", "Dice, pooled", "sensitivity", "specificity", "validation Dice", "epochs to 95 %", "s an epoch"];

    /// <summary>Explanation of the figures.</summary>
    public const string Note =
        "Dice by case: mean ± standard deviation over test cases, each averaged over seeds. The other figures: mean ± standard deviation over runs, pooled over the pixels of each run's test part, or of its validation part, by the network of the epoch that is best for validation.";

    /// <summary>Explanation of the paired comparisons.</summary>
    public static string PairedNote => $"An interval in brackets is of fewer than {PairedComparison.FewestCases(1)} cases that differ, and means little.";

    /// <summary>Returns the cells of a row of figures.</summary>
    public static string[] Cells(ComparedLoss l) =>
    [
        l.Loss,
        l.Failed.Count > 0 ? $"{l.Dice?.Values.Count ?? 0}, {l.Failed.Count} diverged" : $"{l.Dice?.Values.Count ?? 0}",
        $"{l.CaseDice?.Values.Count ?? 0}",
        l.CaseDice?.ToText(3) ?? "-",
        l.Dice?.ToText(3) ?? "-",
        l.Sensitivity?.ToText(3) ?? "-",
        l.Specificity?.ToText(3) ?? "-",
        l.ValidationDice?.ToText(3) ?? "-",
        l.EpochsTo95?.ToText(1) ?? "-",
        l.SecondsAnEpoch?.ToText(2) ?? "-",
    ];

    /// <summary>Returns the column headers of the comparison by a metric.</summary>
    public static IReadOnlyList<string> HeaderOf(MetricComparison metric, string baseline) =>
        ["loss", "cases", $"{metric.Title} minus {baseline}'s", "95 % interval", "p", "p, Holm", "rank-biserial", "d_z", "group", $"cases for {metric.Difference.ToString(CultureInfo.InvariantCulture)}"];

    /// <summary>Returns the rows of the comparison by a metric: the baseline first, then the best first.</summary>
    public static IEnumerable<string[]> Rows(MetricComparison metric, string baseline) =>
        [[$"{baseline} (baseline)", "", "0", "", "", "", "", "", metric.Groups.GetValueOrDefault(baseline, ""), ""], .. metric.Losses.Select(c => Cells(c, metric))];

    /// <summary>Column headers of the survey's figures beside ours.</summary>
    public static IReadOnlyList<string> SurveyHeader { get; } = ["loss", "Dice by case", "rank", "survey: Dice", "survey: rank"];

    /// <summary>Returns the rows of the survey's figures beside ours.</summary>
    public static IEnumerable<string[]> Rows(SurveyComparison survey) => survey.Losses.Select(pair => new[]
    {
        pair.Loss, FigureText.Number(pair.Here, 3), survey.Ranks(pair).Here.ToString(CultureInfo.InvariantCulture), FigureText.Number(pair.Survey, 3), survey.Ranks(pair).Survey.ToString(CultureInfo.InvariantCulture),
    });

    /// <summary>Returns a p value as text, e.g. <c>0.031</c>; a dash for NaN.</summary>
    public static string P(double p) => double.IsNaN(p) ? FigureText.Undefined : p < 0.001 ? "< 0.001" : p.ToString("F3", CultureInfo.InvariantCulture);

    private static string[] Cells(PairedComparison c, MetricComparison metric) =>
    [
        c.Loss,
        $"{c.Differences.Values.Count}",
        Signed(c.Differences.Mean),
        Text(c.Interval, c.Test.Count),
        P(c.Test.P),
        P(c.CorrectedP),
        FigureText.Number(c.Effect.RankBiserial, 2),
        FigureText.Number(c.Effect.StandardizedMean, 2),
        metric.Groups.GetValueOrDefault(c.Loss, ""),
        c.NeededCases is { } cases ? cases.ToString(CultureInfo.InvariantCulture) : FigureText.Undefined,
    ];

    private static string Text(BootstrapInterval? interval, int cases) => interval is null ? FigureText.Undefined
        : cases < PairedComparison.FewestCases(1) ? $"({Signed(interval.Low)} to {Signed(interval.High)})" : $"{Signed(interval.Low)} to {Signed(interval.High)}";

    private static string Signed(double value) => double.IsNaN(value) ? FigureText.Undefined : value.ToString("+0.0000;-0.0000;0", CultureInfo.InvariantCulture);
}
