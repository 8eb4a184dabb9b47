using System.Text;
using LossDsl;
using UNetTrainer.Comparison;
using UNetTrainer.Pictures;
using UNetTrainer.Runs;
using UNetTrainer.Wording;

namespace UNetTrainer.Reports;

/// <summary>
/// Writes the report of a comparison as a page: tables, intervals, curves, and one slice segmented with every loss. The page is made from the run folders alone.
/// </summary>
internal static class ComparisonReport
{
    /// <summary>Writes <c>report.html</c> into the folder of a comparison and returns the path of the file.</summary>
    /// <param name="folder">Folder of the comparison.</param>
    /// <param name="result">Results of the runs.</param>
    /// <param name="runs">Runs from which the results are made.</param>
    /// <param name="catalog">Catalog with the metadata of the losses.</param>
    /// <param name="settings">Settings of the comparison.</param>
    public static string Write(string folder, ComparisonResult result, IReadOnlyList<FinishedRun> runs, Catalog catalog, ComparisonSettings settings)
    {
        var path = Path.Combine(folder, "report.html");
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(Of(result, runs, catalog).Provenance(runs, settings).ToString()));
        return path;
    }

    private static Page Of(ComparisonResult result, IReadOnlyList<FinishedRun> runs, Catalog catalog) => new Page("Losses compared")
        .Paragraph($"{Plural.Of(result.Losses.Count, "loss")}, {Plural.Of(runs.Count, "run")} of up to {Plural.Of(runs.Max(static r => r.Summary.Epochs), "epoch")}.", "muted")
        .Heading("What this data can show, and what it cannot")
        .Paragraphs(result.Reach)
        .Heading("Figures")
        .Paragraph(ComparisonTable.Note, "muted")
        .Table(ComparisonTable.Header, result.Losses.Select(ComparisonTable.Cells))
        .Statistics(result)
        .Survey(result.Survey)
        .Choices(result)
        .Plots(Curves(result.Losses, runs))
        .Heading("The same slice by each loss")
        .Html("<p><span class=\"truth\">true contour</span><span class=\"predicted\">predicted contour</span><span class=\"error\">error</span></p>")
        .Pictures(Tiles(result.Losses, runs))
        .Heading("The losses")
        .Table(["loss", "family", "formula", "use", "reference"], result.Losses.Where(l => catalog.TryGet(l.Loss, out _)).Select(l => catalog[l.Loss].Metadata).Select(static m =>
            new[] { m.Name, m.Family.ToString().ToLowerInvariant(), m.Formula, m.UseCase ?? "", m.Reference ?? "" }), texts: 5);

    // If every run diverged there is nothing to draw.
    private static Page Plots(this Page page, IReadOnlyList<Curve> curves) => curves.Count == 0 ? page
        : page.Heading("Validation Dice by epoch").Pictures(Picture.Drawn(theme => DicePicture.Draw(curves, theme), "Mean validation Dice of each loss by epoch", "The mean over folds and seeds."));

    private static IReadOnlyList<Curve> Curves(IReadOnlyList<ComparedLoss> losses, IReadOnlyList<FinishedRun> runs) =>
    [
        .. losses.Select(l => new Curve(l.Loss, [.. runs.Where(r => r.Summary.Loss == l.Loss)
            .SelectMany(static r => r.Epochs)
            .Where(static e => !double.IsNaN(e.Dice))
            .GroupBy(static e => e.Epoch)
            .OrderBy(static e => e.Key)
            .Select(static e => (e.Key, e.Average(static m => m.Dice)))])).Where(static c => c.Points.Count > 0),
    ];

    // Slices of the first fold and seed that all losses share: the same split, hence the same slice.
    private static IEnumerable<Picture> Tiles(IReadOnlyList<ComparedLoss> losses, IReadOnlyList<FinishedRun> runs)
    {
        var drawn = runs.Where(static r => r.Slices.Count > 0 && File.Exists(FileOf(r))).ToArray();
        var seed = drawn.GroupBy(static r => (r.Settings.Data.Fold, r.Settings.Training.Seed)).OrderByDescending(static g => g.Count()).ThenBy(static g => g.Key).FirstOrDefault();
        return losses
            .Select(l => seed?.FirstOrDefault(r => r.Summary.Loss == l.Loss))
            .OfType<FinishedRun>()
            .Select(static run => (Run: run, Slice: SliceRanking.Rank(run.Slices)[SlicePlace.Middle]))
            .Select(static t => Picture.File(FileOf(t.Run), $"A test slice segmented by {t.Run.Summary.Loss}", $"{t.Run.Summary.Loss}: {t.Slice.Name}, {t.Slice.Caption}"));
    }

    private static string FileOf(FinishedRun run) => Path.Combine(run.Path, SliceRanking.Picture(SlicePlace.Middle));
}
