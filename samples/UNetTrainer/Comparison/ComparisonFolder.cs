using System.Text;
using System.Text.Json;
using UNetTrainer.Errors;
using UNetTrainer.Runs;

namespace UNetTrainer.Comparison;

/// <summary>Folder of a comparison: <c>LOSS/seed-N/</c> for each run, and beside these the table of all runs.</summary>
internal sealed class ComparisonFolder(string path)
{
    private const string Table = "comparison.json";

    /// <summary>Makes and marks the folder, and locks it for one of the processes that share the comparison.</summary>
    /// <param name="part">Part that the process does; null for the process that writes the table.</param>
    /// <exception cref="InputException">The folder cannot be made, another process does the same part, or the folder holds files of the table's names that no comparison wrote.</exception>
    public FolderLock Take(Shard? part)
    {
        try
        {
            var held = FolderLock.Take(Directory.CreateDirectory(path).FullName, part is null ? "table" : FormattableString.Invariant($"part-{part.Number}-of-{part.Count}"));
            if (FolderMark.TryCreate(path))
            {
                CheckHoldsNoOther(held);
            }

            return held;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"Cannot write the comparison to '{path}' (--out): {e.Message}", e);
        }
    }

    private void CheckHoldsNoOther(FolderLock held)
    {
        if (((string[])[Table, "report.html"]).FirstOrDefault(name => File.Exists(Path.Combine(path, name))) is { } other)
        {
            File.Delete(Path.Combine(path, FolderMark.Name));
            held.Dispose();
            throw new InputException($"'{path}' holds '{other}', which no comparison of this version wrote there: move it away, or choose another --out.");
        }
    }

    /// <summary>Reads the runs that have ended, ordered by seed.</summary>
    /// <exception cref="InputException">There is no folder, or no run in it has ended.</exception>
    public IReadOnlyList<FinishedRun> Read()
    {
        if (!Directory.Exists(path))
        {
            throw new InputException($"There is no folder '{path}' (--out): the folder of a comparison was expected.");
        }

        var runs = Directory.EnumerateDirectories(path)
            .SelectMany(static loss => Directory.EnumerateDirectories(loss, "seed-*"))
            .Select(FinishedRun.TryRead)
            .OfType<FinishedRun>()
            .Where(static run => !run.Summary.Interrupted)
            .OrderBy(static run => run.Settings.Training.Seed)
            .ToArray();
        return runs.Length > 0 ? runs : throw new InputException($"'{path}' (--out) holds no run that has ended, as LOSS/seed-N.");
    }

    /// <summary>Writes the table as <c>comparison.json</c>.</summary>
    public void Write(IReadOnlyList<ComparedLoss> losses) =>
        AtomicFile.Write(Path.Combine(path, Table), Encoding.UTF8.GetBytes(JsonSerializer.Serialize(losses, Json.Options) + "\n"));

    /// <summary>Returns a row for each loss, the best first.</summary>
    public static IReadOnlyList<ComparedLoss> Compare(IEnumerable<FinishedRun> runs) =>
        [.. runs.GroupBy(static r => r.Summary.Loss).Select(static g => ComparedLoss.Aggregate(g.Key, [.. g])).OrderByDescending(static l => l.Dice?.Mean ?? -1).ThenBy(static l => l.Loss, StringComparer.Ordinal)];
}
