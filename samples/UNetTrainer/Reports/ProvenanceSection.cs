using System.Text.Json;
using UNetTrainer.Comparison;
using UNetTrainer.Runs;
using UNetTrainer.Wording;

namespace UNetTrainer.Reports;

/// <summary>Adds the origin of results to a page: program, machine, data, splits and settings.</summary>
internal static class ProvenanceSection
{
    /// <summary>Returns a row for each fact about the origin of a run.</summary>
    public static IEnumerable<string[]> Rows(Provenance origin) =>
    [
        ["version", origin.Commit is { } commit ? $"{origin.Version}, commit {commit}" : $"{origin.Version}, commit unknown"],
        ["libtorch", $"{origin.Libtorch}; {origin.Runtime}"],
        ["machine", $"{origin.Processor}; {origin.System}"],
        .. origin.Gpu is { } gpu ? new[] { new[] { "GPU", gpu } } : [],
        ["threads", $"{origin.Threads}"],
        ["data, SHA-256", origin.Data ?? "unknown"],
    ];

    /// <summary>Adds the origins of the runs of a comparison, the splits and the settings.</summary>
    public static Page Provenance(this Page page, IReadOnlyList<FinishedRun> runs, ComparisonSettings settings)
    {
        var origins = runs.Where(static r => r.Settings.Provenance is not null).GroupBy(static r => r.Settings.Provenance! with { Split = null }).ToArray();
        page.Heading("Origin")
            .Paragraph("The same command on the same machine gives the same figures, on a CPU bit for bit with the same number of threads. The settings below are a file config.json for compare --config.", "muted");
        foreach (var origin in origins)
        {
            page.Table(["origin", $"of {Plural.Of(origin.Count(), "run")}"], Rows(origin.Key), texts: 2);
        }

        page.Paragraph(origins.Length > 1 ? "Runs have several origins: figures of one loss may differ from those of another by the machine, too." : null)
            .Table(["split", "SHA-256 of its slices"], Splits(runs), texts: 2);
        return page.Details("config.json", JsonSerializer.Serialize(settings, Json.Options));
    }

    private static IEnumerable<string[]> Splits(IEnumerable<FinishedRun> runs) => runs
        .Where(static r => r.Settings.Provenance?.Split is not null)
        .Select(static r => (r.Settings.Data.Fold, r.Settings.Provenance!.Split))
        .Distinct().OrderBy(static s => s.Fold)
        .Select(static s => new[] { s.Fold is { } fold ? $"fold {fold}" : "all runs", s.Split! });
}
