using System.Text;
using LossDsl;
using UNetTrainer.Comparison;
using UNetTrainer.Pictures;
using UNetTrainer.Runs;
using UNetTrainer.Wording;

namespace UNetTrainer.Reports;

/// <summary>
/// Writes the report of a comparison as a page: table, curves, spread over seeds, and one slice segmented with every loss. The page is made from the run folders alone.
/// </summary>
internal static class ComparisonReport
{
    /// <summary>Writes <c>report.html</c> into the folder of a comparison and returns the path of the file.</summary>
    /// <param name="folder">Folder of the comparison.</param>
    /// <param name="losses">Rows of the table.</param>
    /// <param name="runs">Runs from which the rows are made.</param>
    /// <param name="catalog">Catalog with the metadata of the losses.</param>
    public static string Write(string folder, IReadOnlyList<ComparedLoss> losses, IReadOnlyList<FinishedRun> runs, Catalog catalog)
    {
        var path = Path.Combine(folder, "report.html");
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(Of(losses, runs, catalog).ToString()));
        return path;
    }

    private static Page Of(IReadOnlyList<ComparedLoss> losses, IReadOnlyList<FinishedRun> runs, Catalog catalog) => new Page("Losses compared")
        .Paragraph($"{Plural.Of(losses.Count, "loss")}, {Plural.Of(runs.Count, "run")} of up to {Plural.Of(runs.Max(static r => r.Summary.Epochs), "epoch")}. A seed decides the split, the weights and the order of slices. Dice, sensitivity and specificity are pooled over all pixels of the test part, by the network of each run's best epoch; ± is one standard deviation over seeds.", "muted")
        .Table(ComparisonTable.Header, losses.Select(ComparisonTable.Cells))
        .Paragraph(ComparisonTable.Note, "muted")
        .Plots(Curves(losses, runs), Spread(losses))
        .Heading("The same slice by each loss")
        .Html("<p><span class=\"truth\">true contour</span><span class=\"predicted\">predicted contour</span><span class=\"error\">error</span></p>")
        .Pictures(Tiles(losses, runs))
        .Heading("The losses")
        .Table(["loss", "family", "formula", "use", "reference"], losses.Where(l => catalog.TryGet(l.Loss, out _)).Select(l => catalog[l.Loss].Metadata).Select(static m =>
            new[] { m.Name, m.Family.ToString().ToLowerInvariant(), m.Formula, m.UseCase ?? "", m.Reference ?? "" }), texts: 5);

    // If every run diverged there is nothing to draw.
    private static Page Plots(this Page page, IReadOnlyList<Curve> curves, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> spread)
    {
        if (curves.Count > 0)
        {
            page.Heading("Validation Dice by epoch").Pictures(Picture.Drawn(theme => DicePicture.Draw(curves, theme), "Mean validation Dice of each loss by epoch", "The mean over seeds."));
        }

        return spread.Count == 0 ? page : page.Heading("Test Dice over seeds").Pictures(Picture.Drawn(
            theme => BoxPicture.Draw(spread, theme),
            "Test Dice of each loss over seeds, as boxes",
            "Boxes from the first to the third quartile with the median, whiskers to the extremes; every run is a dot."));
    }

    private static IReadOnlyList<Curve> Curves(IReadOnlyList<ComparedLoss> losses, IReadOnlyList<FinishedRun> runs) =>
    [
        .. losses.Select(l => new Curve(l.Loss, [.. runs.Where(r => r.Summary.Loss == l.Loss)
            .SelectMany(static r => r.Epochs)
            .Where(static e => !double.IsNaN(e.Dice))
            .GroupBy(static e => e.Epoch)
            .OrderBy(static e => e.Key)
            .Select(static e => (e.Key, e.Average(static m => m.Dice)))])).Where(static c => c.Points.Count > 0),
    ];

    private static IReadOnlyList<(string Name, IReadOnlyList<double> Values)> Spread(IReadOnlyList<ComparedLoss> losses) =>
        [.. losses.Where(static l => l.Dice is not null).Select(static l => (l.Loss, l.Dice!.Values))];

    // Slices of the first seed that all losses share: the same split, hence the same slice.
    private static IEnumerable<Picture> Tiles(IReadOnlyList<ComparedLoss> losses, IReadOnlyList<FinishedRun> runs)
    {
        var drawn = runs.Where(static r => r.Slices.Count > 0 && File.Exists(FileOf(r))).ToArray();
        var seed = drawn.GroupBy(static r => r.Settings.Training.Seed).OrderByDescending(static g => g.Count()).ThenBy(static g => g.Key).FirstOrDefault();
        return losses
            .Select(l => seed?.FirstOrDefault(r => r.Summary.Loss == l.Loss))
            .OfType<FinishedRun>()
            .Select(static run => (Run: run, Slice: SliceRanking.Rank(run.Slices)[SlicePlace.Middle]))
            .Select(static t => Picture.File(FileOf(t.Run), $"A test slice segmented by {t.Run.Summary.Loss}", $"{t.Run.Summary.Loss}: {t.Slice.Name}, {t.Slice.Caption}"));
    }

    private static string FileOf(FinishedRun run) => Path.Combine(run.Path, SliceRanking.Picture(SlicePlace.Middle));
}
