using UNetTrainer.Comparison;
using UNetTrainer.Pictures;
using UNetTrainer.Statistics;

namespace UNetTrainer.Reports;

/// <summary>Adds the paired statistics of a comparison to a page: a plot of intervals and a table for each metric, and the survey's figures beside ours.</summary>
internal static class StatisticsSection
{
    private const string Explanation =
        "Each loss is compared with the baseline case by case; a case is averaged over its seeds first, and cases in which either figure is undefined are left out. "
        + "The interval is a bias-corrected and accelerated bootstrap (BCa) of the mean difference over 10,000 draws of cases, expanded for small numbers of cases. "
        + "p is that of Wilcoxon's signed rank test, two-sided, and p, Holm is corrected for the number of losses. Rank-biserial correlation and Cohen's d_z are sizes without a unit. "
        + "Losses that share a letter of the column group cannot be told apart at 0.05 (signed rank tests of all pairs, Holm's correction). "
        + "The last column is the number of cases like these that would show that difference with a power of 0.8 at 0.05, without correction.";

    /// <summary>Adds the comparisons by all metrics; nothing if there is one loss.</summary>
    public static Page Statistics(this Page page, ComparisonResult result)
    {
        if (result.Losses.Count < 2)
        {
            return page;
        }

        page.Heading($"Differences to {result.Baseline}").Paragraph($"{Explanation} {ComparisonTable.PairedNote}", "muted");
        foreach (var metric in result.Metrics.Where(static m => m.Losses.Any(static l => l.Differences.Values.Count > 0)))
        {
            page.Html($"<h3>{HtmlText.Escape(metric.Title)}</h3>")
                .Pictures(Drawn(metric, result.Baseline))
                .Table(ComparisonTable.HeaderOf(metric, result.Baseline), ComparisonTable.Rows(metric, result.Baseline))
                .Paragraphs(metric.Losses.Select(static l => l.Warning).OfType<string>().Distinct().Select(static w => $"Warning: {w}"));
        }

        return page;
    }

    /// <summary>Adds the survey's figures beside ours; nothing if no loss is in the survey.</summary>
    public static Page Survey(this Page page, SurveyComparison survey) => survey.Losses.Count == 0 ? page : page
        .Heading("Beside the survey's Table III")
        .Table(ComparisonTable.SurveyHeader, ComparisonTable.Rows(survey))
        .Paragraph($"{SurveyTable.Jadon2020.Citation}. {SurveyTable.Jadon2020.Note}", "muted");

    private static Picture Drawn(MetricComparison metric, string baseline)
    {
        IntervalRow[] rows = [.. metric.Losses.Where(static l => l.Differences.Values.Count > 0).Select(static l => new IntervalRow(l.Loss, l.Differences.Mean, l.Interval?.Low, l.Interval?.High, l.Differences.Values))];
        return Picture.Drawn(
            theme => IntervalPicture.Draw($"{metric.Title} minus that of {baseline}", rows, theme),
            $"Difference of each loss to {baseline} in {metric.Title}, with intervals",
            $"Diamonds are mean differences, lines their 95 % intervals, dots cases. {(metric.LargerIsBetter ? "To the right is better" : "To the left is better")} than {baseline} (dashed).");
    }
}
