using System.Text;
using System.Text.Json;
using LossDsl;
using UNetTrainer.Pictures;
using UNetTrainer.Runs;
using UNetTrainer.Training;
using UNetTrainer.Wording;

namespace UNetTrainer.Reports;

/// <summary>Writes the report of a run as a page: figures, curves, slices, loss and settings. The page is made from the run folder alone.</summary>
internal static class RunReport
{
    /// <summary>Writes <c>report.html</c> into the folder of a run that has ended, and returns the path of the file.</summary>
    public static string Write(string folder, Catalog catalog)
    {
        var run = FinishedRun.TryRead(folder) ?? throw new InvalidOperationException($"There is no run that has ended in '{folder}'.");
        var path = Path.Combine(folder, "report.html");
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(Of(run, catalog.TryGet(run.Summary.Loss, out var entry) ? entry.Metadata : null).ToString()));
        return path;
    }

    private static Page Of(FinishedRun run, LossMetadata? loss)
    {
        var summary = run.Summary;
        var page = new Page($"U-Net, loss {summary.Loss}")
            .Paragraph(Outcome(summary), "muted")
            .Headline(summary);
        if (run.Epochs.Count > 0)
        {
            page.Heading("Curves").Pictures(Picture.Drawn(theme => CurvePicture.Draw(summary.Loss, run.Epochs, theme), "Loss and validation Dice by epoch"));
        }

        if (run.Slices.Count > 0)
        {
            page.Heading("Test").Test(run);
        }

        return (loss is null ? page : page.Loss(loss)).Heading("Settings").Settings(run);
    }

    private static Page Settings(this Page page, FinishedRun run)
    {
        var training = run.Settings.Training;
        return page
            .Table(["setting", "value"], [
                .. training.Hyperparameters.Select(h => new[] { $"loss: {h.Key}", Text($"{h.Value}") }),
                ["epochs", $"{run.Summary.Epochs}"],
                ["learning rate", Text($"{training.LearningRate}")],
                ["batch size", run.Summary.Batches?.ToString() ?? $"{training.BatchSize}"],
                ["network: width, depth", $"{training.Width}, {training.Depth}"],
                ["region, activation", $"{training.Region}, {training.Activation}"],
                ["seed", $"{training.Seed}"],
                .. run.Settings.WeightsFrom is { } weights ? new[] { new[] { "begins with the weights of", $"{weights.Path}, SHA-256 {weights.Sha256}" } } : [],
                ["device", run.Summary.Device],
                .. run.Settings.Provenance is { } origin ? ProvenanceSection.Rows(origin) : []], texts: 2)
            .Details("config.json", JsonSerializer.Serialize(run.Settings, Json.Options));
    }

    private static string Outcome(Summary summary) => summary.Error
        ?? (summary.Interrupted ? $"Interrupted after {Plural.Of(summary.Epochs, "epoch")}." : "The figures are of the test part, by the network of the best epoch.");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
