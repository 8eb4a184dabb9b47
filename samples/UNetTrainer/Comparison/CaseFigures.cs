using UNetTrainer.Runs;
using UNetTrainer.Statistics;

namespace UNetTrainer.Comparison;

/// <summary>
/// Figures of runs by the unit of the statistics: the case, or the group of cases, such as a patient with several slices. Classes, and the cases of a group, are averaged over those in which the figure
/// is defined.
/// </summary>
internal static class CaseFigures
{
    /// <summary>Returns a figure for each unit and run. Runs of several folds test different units, those of several seeds the same.</summary>
    public static IReadOnlyList<CaseFigure> List(IEnumerable<FinishedRun> runs, Metric metric) =>
        [.. runs.SelectMany(run => run.Cases.GroupBy(static c => c.Group, StringComparer.Ordinal).Select(unit => new CaseFigure(unit.Key, Mean.Compute(unit.Select(metric.Figure)).Value)))];

    /// <summary>Returns the mean over seeds of each unit in which the figure is defined, in ordinal order of the units.</summary>
    public static IReadOnlyList<double> ByUnit(IEnumerable<FinishedRun> runs, Metric metric) =>
    [
        .. List(runs, metric).Where(static f => double.IsFinite(f.Value)).GroupBy(static f => f.Case, StringComparer.Ordinal)
            .OrderBy(static u => u.Key, StringComparer.Ordinal).Select(static u => u.Average(static f => f.Value)),
    ];
}
