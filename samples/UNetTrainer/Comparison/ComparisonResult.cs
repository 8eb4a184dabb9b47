using UNetTrainer.Errors;
using UNetTrainer.Runs;
using UNetTrainer.Wording;

namespace UNetTrainer.Comparison;

/// <summary>Results of a comparison: the content of <c>comparison.json</c>.</summary>
/// <param name="ComparisonVersion">Version of the form of the comparison's files.</param>
/// <param name="Baseline">Loss with which the others are compared.</param>
/// <param name="Losses">Figures of each loss, the one with the best Dice by case first.</param>
/// <param name="Metrics">Paired comparisons by each metric.</param>
/// <param name="Choices">Settings with which each loss was tested on each fold.</param>
/// <param name="Survey">Comparison with the survey's table.</param>
/// <param name="Reach">Sentences about what the data can show and what it cannot.</param>
internal sealed record ComparisonResult(
    int ComparisonVersion, string Baseline, IReadOnlyList<ComparedLoss> Losses, IReadOnlyList<MetricComparison> Metrics, IReadOnlyList<Choice> Choices, SurveyComparison Survey, IReadOnlyList<string> Reach)
{
    private const string UsualBaseline = "dice";

    /// <summary>Computes the results of runs.</summary>
    /// <param name="runs">Runs that have ended.</param>
    /// <param name="settings">Settings of the comparison.</param>
    /// <param name="wanted">Baseline as given; null for Dice, or the first loss if Dice is not compared.</param>
    /// <exception cref="InputException">The baseline is none of the losses.</exception>
    public static ComparisonResult Compute(IReadOnlyList<FinishedRun> runs, ComparisonSettings settings, string? wanted)
    {
        var losses = ComparedLoss.Rank(runs);
        var baseline = BaselineOf([.. losses.Select(static l => l.Loss)], wanted);
        var tested = losses.ToDictionary(static l => l.Loss, l => (IReadOnlyList<FinishedRun>)[.. runs.Where(r => r.Summary.Loss == l.Loss && r.Cases.Count > 0)]);
        MetricComparison[] metrics = [.. Metric.All.Select(m => MetricComparison.Compute(m, tested, baseline))];
        var survey = SurveyComparison.Compute(losses);
        return new(ComparisonSettings.CurrentVersion, baseline, losses, metrics, Choice.List(runs.Where(static r => r.Summary.BestEpoch is not null), settings), survey, new ReachOfData(runs, settings, metrics[0], survey).Sentences());
    }

    private static string BaselineOf(IReadOnlyList<string> losses, string? wanted)
    {
        if (wanted is null)
        {
            return losses.FirstOrDefault(static l => l == UsualBaseline) ?? losses.Order(StringComparer.Ordinal).First();
        }

        return losses.FirstOrDefault(l => l.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw new InputException($"--baseline '{wanted}' is none of the losses with a run that has ended: {string.Join(", ", losses)}.{NearestName.Ask(wanted, losses)}");
    }
}
