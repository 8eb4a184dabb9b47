using System.Text.Json;
using UNetTrainer.Errors;
using UNetTrainer.Training;
using UNetTrainer.Wording;

namespace UNetTrainer.Runs;

/// <summary>Finished run, as read from its folder.</summary>
/// <param name="Path">Folder of the run.</param>
/// <param name="Settings">Settings of the run.</param>
/// <param name="Summary">Results of the run.</param>
/// <param name="Epochs">Metrics of the epochs, as far as <c>metrics.csv</c> holds them.</param>
/// <param name="Slices">Results of the test slices by the network of the best epoch; empty if the run ended before the test.</param>
internal sealed record FinishedRun(string Path, RunSettings Settings, Summary Summary, IReadOnlyList<EpochMetrics> Epochs, IReadOnlyList<SliceResult> Slices)
{
    /// <summary>Remarks about the files of the run.</summary>
    public IReadOnlyList<string> Notes => FolderMark.Exists(Path)
        ? []
        : [$"'{Path}' was written by an earlier version and has no checksums ({FolderMark.Name}): damage of its files would not be noticed."];

    /// <summary>Results of the test cases; empty in runs of earlier versions, and if the run ended before the test.</summary>
    public IReadOnlyList<CaseResult> Cases { get; init; } = [];

    /// <summary>Reads a run. Returns null if the folder holds no run, or one that has not ended.</summary>
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
            // An edited configuration would describe another run than the one whose results lie beside it.
            CheckedFile.Read(config);
            return new(path, ConfigFile.Read(config), SummaryOf(summary), [.. Rows(File("metrics.csv")).Select(static f => EpochMetrics.From(f))], SliceResult.Read(path)) { Cases = CaseResult.Read(path) };
        }
        catch (JsonException e)
        {
            throw new InputException($"Cannot use '{summary}': {JsonProblem.Describe(e)}.", e);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException or IndexOutOfRangeException or OverflowException)
        {
            throw new InputException($"The run in '{path}' cannot be read: {e.Message}", e);
        }

        string File(string name) => System.IO.Path.Combine(path, name);
    }

    /// <summary>Reads the results of a run alone; null if the folder holds none that can be read.</summary>
    public static Summary? TryReadSummary(string path)
    {
        var summary = System.IO.Path.Combine(path, "summary.json");
        try
        {
            return System.IO.File.Exists(summary) ? SummaryOf(summary) : null;
        }
        catch (Exception e) when (e is JsonException or InputException)
        {
            return null;
        }
    }

    private static Summary SummaryOf(string file) =>
        JsonSerializer.Deserialize<Summary>(CheckedFile.Read(file), Json.Strict) ?? throw new JsonException($"'{System.IO.Path.GetFileName(file)}' is null.");

    private static IEnumerable<string[]> Rows(string file) =>
        System.IO.File.Exists(file) ? CheckedFile.ReadLines(file).Skip(1).Where(static l => l.Length > 0).Select(static l => l.Split(',')) : [];
}
