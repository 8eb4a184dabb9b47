using UNetTrainer.Runs;

namespace UNetTrainer.Comparison;

/// <summary>Setting with which a loss was tested on a fold, and how it was chosen.</summary>
/// <param name="Loss">Name of the loss.</param>
/// <param name="Fold">Fold, from 0; null without folds.</param>
/// <param name="Setting">Learning rate and hyperparameters of the grid.</param>
/// <param name="Tried">Number of settings that were tried.</param>
/// <param name="ValidationDice">Mean over seeds of the validation Dice, by which the setting was chosen.</param>
/// <param name="Thresholds">Threshold of each seed; null for 1/2.</param>
internal sealed record Choice(string Loss, int? Fold, Trial Setting, int Tried, double ValidationDice, IReadOnlyList<double?> Thresholds)
{
    /// <summary>Returns the choices that tested runs show.</summary>
    public static IReadOnlyList<Choice> List(IEnumerable<FinishedRun> runs, ComparisonSettings settings) =>
    [
        .. runs.GroupBy(static r => (r.Summary.Loss, r.Settings.Data.Fold)).Select(g => new Choice(
            g.Key.Loss, g.Key.Fold, SettingOf(g.First(), settings), settings.Trials(g.Key.Loss).Count,
            Mean.Compute(g.Select(static r => r.Summary.BestValidationDice ?? double.NaN)).Value, [.. g.Select(static r => r.Summary.Threshold)])),
    ];

    /// <summary>Chooses the setting with the largest mean validation Dice over seeds. A setting that diverged with any seed is chosen only if all have.</summary>
    /// <param name="trials">Finished trials of one loss and fold with the number of their setting.</param>
    /// <returns>Number of the setting; the first of equal ones.</returns>
    public static int Best(IEnumerable<(int Setting, Summary Summary)> trials) => trials
        .GroupBy(static t => t.Setting)
        .OrderBy(static g => g.Key)
        .MaxBy(static g => g.Any(static t => t.Summary.Error is not null) ? double.NegativeInfinity : Finite(g.Average(static t => t.Summary.BestValidationDice ?? double.NaN)))!.Key;

    private static double Finite(double dice) => double.IsNaN(dice) ? -1 : dice;

    private static Trial SettingOf(FinishedRun run, ComparisonSettings settings)
    {
        var names = settings.Grid.TryGetValue(run.Summary.Loss, out var grid) ? grid.Keys : [];
        return new(run.Settings.Training.LearningRate, names.ToDictionary(static n => n, n => run.Settings.Training.Hyperparameters[n]));
    }
}
