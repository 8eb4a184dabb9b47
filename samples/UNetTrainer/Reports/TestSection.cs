using UNetTrainer.Runs;
using UNetTrainer.Training;

namespace UNetTrainer.Reports;

/// <summary>Adds the figures of the test to a page: by class, by case, where classes are absent, the confusion, and pictures of slices.</summary>
internal static class TestSection
{
    // More cases are in cases.csv.
    private const int MostCases = 50;

    /// <summary>Adds the large figures of a run. Each says what it is taken over.</summary>
    public static Page Headline(this Page page, Summary summary)
    {
        var cases = summary.Classes is { Count: > 0 } classes ? classes.Max(static c => c.Cases.Dice.Count) : 0;
        return page.Figures([
            ("test Dice, pooled over all pixels", FigureText.Number(summary.Dice)),
            .. cases > 0 ? [($"test Dice, mean of {Cases(cases)}{(summary.Classes!.Count > 1 ? " and of classes" : "")}", FigureText.Number(summary.MeanCaseDice))] : Array.Empty<(string, string)>(),
            ("sensitivity, pooled", FigureText.Number(summary.Sensitivity)),
            ("specificity, pooled", FigureText.Number(summary.Specificity)),
            ("best epoch", summary.BestEpoch?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? FigureText.Undefined),
            ("seconds", FormattableString.Invariant($"{summary.Seconds:F0}"))]);
    }

    /// <summary>Adds the tables and pictures of the test.</summary>
    public static Page Test(this Page page, FinishedRun run) => page
        .Classes(run)
        .Confusion(run)
        .CaseTable(run)
        .Html("<p><span class=\"truth\">true contour</span><span class=\"predicted\">predicted contour</span><span class=\"error\">error</span></p>")
        .Pictures(SliceRanking.Rank(run.Slices)
            .Where(place => place.Key != SlicePlace.Middle && File.Exists(FileOf(run, place.Key)))
            .Select(place => Picture.File(FileOf(run, place.Key), $"{place.Key} test slice with contours", $"{place.Key}: {place.Value.Name}, {place.Value.Caption}")));

    private static Page Classes(this Page page, FinishedRun run)
    {
        if (run.Summary.Classes is not { } classes)
        {
            return run.Summary.DiceByClass is { } dice ? page.Table(["class", "test Dice, pooled"], dice.Select(static c => new[] { c.Key, FigureText.Number(c.Value) })) : page;
        }

        page.Table(FigureTable.Header(classes, run.Settings.SurfaceTolerance), classes.SelectMany(FigureTable.Rows), texts: 2);
        var healthy = classes.SelectMany(FigureTable.HealthyRows).ToArray();
        return healthy.Length == 0 ? page : page
            .Paragraph("Where a class is absent, Dice and sensitivity are undefined (a dash) and left out of means; its false positives are:", "muted")
            .Table(FigureTable.HealthyHeader, healthy, texts: 2);
    }

    private static Page Confusion(this Page page, FinishedRun run)
    {
        var classes = run.Slices.SelectMany(static s => s.Classes).GroupBy(static c => c.Class).Select(static g => (Class: g.Key, Sum: Training.Confusion.Sum(g.Select(static c => c.Confusion)))).ToArray();
        return classes.Length == 1
            ? page.Table(["pixels", "predicted foreground", "predicted background"], [
                ["true foreground", Count(classes[0].Sum.TruePositives), Count(classes[0].Sum.FalseNegatives)],
                ["true background", Count(classes[0].Sum.FalsePositives), Count(classes[0].Sum.TrueNegatives)]])
            : page.Table(["pixels", "true positives", "false positives", "false negatives", "true negatives"], classes.Select(static c =>
                new[] { c.Class, Count(c.Sum.TruePositives), Count(c.Sum.FalsePositives), Count(c.Sum.FalseNegatives), Count(c.Sum.TrueNegatives) }));
    }

    private static Page CaseTable(this Page page, FinishedRun run)
    {
        if (run.Cases.Count == 0)
        {
            return page;
        }

        var shown = run.Cases.OrderBy(static c => !c.Confusion.HasForeground).ThenBy(static c => c.Confusion.Dice).Take(MostCases).ToArray();
        return page
            .Paragraph(shown.Length < run.Cases.Count ? $"The {MostCases} worst of {run.Cases.Count} rows of {CaseResult.FileName}:" : null, "muted")
            .Table(["case", "class", "Dice", "sensitivity", "specificity", "Hausdorff 95", "surface Dice", "false positives"], shown.Select(Cells), texts: 2);
    }

    private static string[] Cells(CaseResult c) =>
    [
        c.Case, c.Class, FigureText.Number(c.Confusion.Dice), FigureText.Number(c.Confusion.Sensitivity), FigureText.Number(c.Confusion.Specificity),
        double.IsNaN(c.Surface.Hausdorff95) ? FigureText.Undefined : $"{FigureText.Number(c.Surface.Hausdorff95, 2)} {c.Unit}", FigureText.Number(c.Surface.SurfaceDice),
        double.IsNaN(c.FalsePositiveMl) ? $"{Count(c.Confusion.FalsePositives)} voxels" : $"{Count(c.Confusion.FalsePositives)} voxels, {FigureText.Number(c.FalsePositiveMl, 3)} ml",
    ];

    private static string Cases(int count) => count == 1 ? "1 case" : $"{count} cases";

    private static string Count(long count) => FormattableString.Invariant($"{count:N0}");

    private static string FileOf(FinishedRun run, SlicePlace place) => Path.Combine(run.Path, SliceRanking.Picture(place));
}
