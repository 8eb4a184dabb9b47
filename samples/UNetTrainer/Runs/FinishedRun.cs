using System.Text.Json;
using UNetTrainer.Errors;
using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>A run as its folder tells it, after its end.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Settings">What it was asked to do.</param>
/// <param name="Summary">What it came to.</param>
/// <param name="Epochs">Its epochs, as far as the metrics hold them.</param>
/// <param name="Slices">The test slices by the network of the best epoch; none if the run ended before the test.</param>
internal sealed record FinishedRun(string Path, RunSettings Settings, Summary Summary, IReadOnlyList<EpochMetrics> Epochs, IReadOnlyList<SliceResult> Slices)
{
    /// <summary>Reads a run, or returns null where there is none or it has not ended.</summary>
    /// <exception cref="InputException">A file of the run cannot be read.</exception>
    public static FinishedRun? TryRead(string path)
    {
        var (config, summary) = (File("config.json"), File("summary.json"));
        if (!System.IO.File.Exists(config) || !System.IO.File.Exists(summary))
        {
            return null;
        }

        try
        {
            return new(path, ConfigFile.Read(config), SummaryOf(summary), [.. Rows(File("metrics.csv")).Select(static f => EpochMetrics.From(f))], [.. Rows(File(SliceResult.FileName)).Select(SliceResult.Parse)]);
        }
        catch (Exception e) when (e is JsonException or FormatException or IOException or UnauthorizedAccessException or IndexOutOfRangeException or OverflowException)
        {
            throw new InputException($"The run in '{path}' cannot be read: {e.Message}", e);
        }

        string File(string name) => System.IO.Path.Combine(path, name);
    }

    private static Summary SummaryOf(string file) =>
        JsonSerializer.Deserialize<Summary>(System.IO.File.ReadAllText(file), Json.Strict) ?? throw new JsonException($"'{System.IO.Path.GetFileName(file)}' is null.");

    private static IEnumerable<string[]> Rows(string file) =>
        System.IO.File.Exists(file) ? System.IO.File.ReadLines(file).Skip(1).Where(static l => l.Length > 0).Select(static l => l.Split(',')) : [];
}
