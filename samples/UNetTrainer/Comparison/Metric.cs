using System.Collections.Immutable;
using UNetTrainer.Runs;

namespace UNetTrainer.Comparison;

/// <summary>Metric by which losses are compared, with its figure for a row of <c>cases.csv</c>.</summary>
/// <param name="Name">Name in files.</param>
/// <param name="Title">Name for readers.</param>
/// <param name="LargerIsBetter">Whether a larger figure is better.</param>
/// <param name="Difference">Difference that a study would like to show, in the unit of the metric; the number of cases for it is told.</param>
/// <param name="Figure">Function that returns the figure of a case and class; NaN where it is undefined.</param>
internal sealed record Metric(string Name, string Title, bool LargerIsBetter, double Difference, Func<CaseResult, double> Figure)
{
    private const double Hundredth = 0.01;

    /// <summary>Dice by case, by which losses are ordered.</summary>
    public static Metric Dice { get; } = new("dice", "Dice", true, Hundredth, static c => c.Confusion.Dice);

    /// <summary>All metrics, the first of which orders the losses.</summary>
    public static ImmutableArray<Metric> All { get; } =
    [
        Dice,
        new("sensitivity", "sensitivity", true, Hundredth, static c => c.Confusion.Sensitivity),
        new("specificity", "specificity", true, Hundredth, static c => c.Confusion.Specificity),
        new("surface_dice", "surface Dice", true, Hundredth, static c => c.Surface.SurfaceDice),
        new("hausdorff95", "Hausdorff 95", false, 1, static c => c.Surface.Hausdorff95),
    ];
}
