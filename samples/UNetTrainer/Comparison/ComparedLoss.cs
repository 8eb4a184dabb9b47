using UNetTrainer.Runs;

namespace UNetTrainer.Comparison;

/// <summary>Results of one loss over all its seeds: a row of the comparison table.</summary>
/// <param name="Loss">Name of the loss in the catalog.</param>
/// <param name="Dice">Dice on the test slices, by the network of each run's best epoch; null if no run reached its test, or none has foreground there.</param>
/// <param name="Sensitivity">Sensitivity, as Dice.</param>
/// <param name="Specificity">Specificity, as Dice.</param>
/// <param name="CaseDice">Dice of the test cases, or groups of cases, each averaged over seeds; null if none is defined.</param>
/// <param name="ValidationDice">Pooled validation Dice of each run's best epoch, by which the epoch was chosen.</param>
/// <param name="EpochsTo95">First epoch whose validation Dice reached 95 % of the run's best.</param>
/// <param name="SecondsAnEpoch">Wall-clock time of an epoch, validation included.</param>
/// <param name="Failed">Errors of the runs that ended by themselves, as when the loss diverged.</param>
/// <param name="Survey">Figures that the survey printed; null if it lacks the loss.</param>
internal sealed record ComparedLoss(
    string Loss, Statistic? CaseDice, Statistic? Dice, Statistic? Sensitivity, Statistic? Specificity, Statistic? ValidationDice, Statistic? EpochsTo95, Statistic? SecondsAnEpoch, IReadOnlyList<string> Failed, SurveyFigures? Survey)
{
    private const double NearlyBest = 0.95;

    /// <summary>Aggregates the runs of one loss.</summary>
    public static ComparedLoss Aggregate(string loss, IReadOnlyList<FinishedRun> runs)
    {
        var tested = runs.Where(static r => r.Summary.Dice is not null).ToArray();
        return new(
            loss,
            Statistic.Compute(CaseFigures.ByUnit(tested, Metric.Dice)),
            Statistic.Compute(tested.Select(static r => r.Summary.Dice).OfType<double>()),
            Statistic.Compute(tested.Select(static r => r.Summary.Sensitivity).OfType<double>()),
            Statistic.Compute(tested.Select(static r => r.Summary.Specificity).OfType<double>()),
            Statistic.Compute(tested.Select(static r => r.Summary.BestValidationDice).OfType<double>().Where(double.IsFinite)),
            Statistic.Compute(tested.Where(static r => r.Epochs.Any(static e => !double.IsNaN(e.Dice))).Select(EpochsTo)),
            Statistic.Compute(tested.Where(static r => r.Epochs.Count > 0).Select(static r => r.Epochs.Average(static e => e.Seconds))),
            [.. runs.Select(static r => r.Summary.Error).OfType<string>()],
            SurveyTable.Jadon2020.Find(loss));
    }

    /// <summary>Returns a row for each loss, the one with the largest Dice first.</summary>
    public static IReadOnlyList<ComparedLoss> Rank(IEnumerable<FinishedRun> runs) =>
        [.. runs.GroupBy(static r => r.Summary.Loss).Select(static g => Aggregate(g.Key, [.. g])).OrderByDescending(static l => l.CaseDice?.Mean ?? l.Dice?.Mean ?? -1).ThenBy(static l => l.Loss, StringComparer.Ordinal)];

    private static double EpochsTo(FinishedRun run)
    {
        var enough = NearlyBest * run.Epochs.Max(static e => e.Dice);
        return run.Epochs.First(e => e.Dice >= enough).Epoch;
    }
}
