using System.Globalization;
using UNetTrainer.Runs;
using UNetTrainer.Training;
using UNetTrainer.Wording;

namespace UNetTrainer.Reports;

/// <summary>Formats the test figures of each class as the cells of tables, for the console and for pages. Every row says what its figures are taken over.</summary>
internal static class FigureTable
{
    /// <summary>Column headers of the figures.</summary>
    public static IReadOnlyList<string> Header(IReadOnlyList<ClassFigures> classes, double tolerance)
    {
        var unit = classes.Count > 0 ? classes[0].Unit : "mm";
        return ["class", "taken over", "Dice", "sensitivity", "specificity", $"Hausdorff 95, {unit}", FormattableString.Invariant($"surface Dice, {tolerance} {(tolerance == 1 ? unit.TrimEnd('s') : unit)}")];
    }

    /// <summary>Returns three rows for a class: pooled, means over cases, means over slices.</summary>
    public static IEnumerable<string[]> Rows(ClassFigures figures) =>
    [
        [figures.Class, "all pixels, pooled", .. Numbers(figures.Pooled.Dice, figures.Pooled.Sensitivity, figures.Pooled.Specificity), "", ""],
        [figures.Class, $"cases, mean of {figures.Cases.Dice.Count}", .. Means(figures.Cases), Text(figures.Hausdorff95, figures.Cases, 2), Text(figures.SurfaceDice, figures.Cases)],
        [figures.Class, $"slices, mean of {figures.Slices.Dice.Count}", .. Means(figures.Slices), "", ""],
    ];

    /// <summary>Column headers of the false positives where a class is absent.</summary>
    public static IReadOnlyList<string> HealthyHeader { get; } = ["class", "without it", "with false positives", "share", "false positives, voxels", "ml"];

    /// <summary>Returns a row for the cases and one for the slices that lack a class, if there are such.</summary>
    public static IEnumerable<string[]> HealthyRows(ClassFigures figures) =>
        new[] { (What: "case", Healthy: figures.HealthyCases), (What: "slice", Healthy: figures.HealthySlices) }
            .Where(static h => h.Healthy.Count > 0)
            .Select(h => new[]
            {
                figures.Class, Plural.Of(h.Healthy.Count, h.What), $"{h.Healthy.WithFalsePositives}", FigureText.Number(h.Healthy.Share, 3),
                h.Healthy.FalsePositives.ToString(CultureInfo.InvariantCulture), FigureText.Number(h.Healthy.FalsePositiveMl, 3),
            });

    private static IEnumerable<string> Means(OverlapMeans means) => [Text(means.Dice, means), Text(means.Sensitivity, means), Text(means.Specificity, means)];

    private static IEnumerable<string> Numbers(params double[] numbers) => numbers.Select(static n => FigureText.Number(n));

    // A mean over other cases than Dice has says how many.
    private static string Text(Mean mean, OverlapMeans row, int digits = 4) =>
        FigureText.Number(mean.Value, digits) + (mean.Count == row.Dice.Count ? "" : $" ({mean.Count})");
}
