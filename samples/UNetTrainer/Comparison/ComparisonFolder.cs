using System.Text;
using System.Text.Json;
using UNetTrainer.Errors;
using UNetTrainer.Runs;
using UNetTrainer.Wording;

namespace UNetTrainer.Comparison;

/// <summary>
/// Folder of a comparison: its settings (<c>config.json</c>), its jobs (<c>jobs.json</c>), a folder for each run (<c>LOSS/seed-N</c>, or <c>LOSS/fold-F/seed-N</c>), and the table of all runs.
/// </summary>
internal sealed class ComparisonFolder(string path)
{
    private const string Table = "comparison.json";
    private const string Config = "config.json";
    private const string JobList = "jobs.json";

    /// <summary>Path of the folder.</summary>
    public string Path => path;

    /// <summary>Makes and marks the folder, and locks it for one of the processes that share the comparison.</summary>
    /// <param name="part">Name of the part that the process does, or <c>table</c> for the process that writes the table.</param>
    /// <exception cref="InputException">The folder cannot be made, another process does the same part, or the folder holds files of the table's names that no comparison wrote.</exception>
    public FolderLock Take(string part)
    {
        try
        {
            CheckIsNotOfBefore();
            var held = FolderLock.Take(Directory.CreateDirectory(path).FullName, part);
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

    /// <summary>Reads the settings of the comparison; null if no comparison has begun in the folder.</summary>
    /// <exception cref="InputException">The folder holds something else, a comparison of an earlier version, or a damaged file.</exception>
    public ComparisonSettings? ReadSettings()
    {
        CheckIsNotOfBefore();
        return File.Exists(PathOf(Config)) && File.Exists(PathOf(JobList)) ? ComparisonConfig.Read(PathOf(Config)) : null;
    }

    /// <summary>Writes settings and jobs. Jobs of earlier commands keep their numbers; further ones are appended.</summary>
    /// <param name="settings">Settings of this command.</param>
    /// <returns>Jobs of this command, with their numbers.</returns>
    /// <exception cref="InputException">The folder has a comparison with other settings.</exception>
    public IReadOnlyList<SweepJob> Plan(ComparisonSettings settings)
    {
        using var held = FolderLock.Wait(path, "plan");
        var earlier = ReadSettings();
        if (earlier is not null && !earlier.Fits(settings))
        {
            throw new InputException($"'{path}' holds a comparison with other settings (its config.json says which): choose another --out, or give the same options.");
        }

        if (earlier?.Provenance?.Data is { } data && settings.Provenance?.Data is { } now && data != now)
        {
            throw new InputException($"The images or masks are not those with which the comparison in '{path}' began (SHA-256 {now[..12]}... instead of {data[..12]}...): restore them, or choose another --out.");
        }

        List<SweepJob> jobs = earlier is null ? [] : [.. ReadJobs()];
        foreach (var job in settings.Jobs().Where(job => !jobs.Any(job.IsSameAs)).ToArray())
        {
            jobs.Add(job with { Number = jobs.Count });
        }

        WriteJobs(jobs);
        Write(Config, earlier is null ? settings : settings.With(earlier));
        return [.. settings.Jobs().Select(wanted => jobs.First(wanted.IsSameAs))];
    }

    /// <summary>Reads the jobs, in the order of their numbers.</summary>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    public IReadOnlyList<SweepJob> ReadJobs()
    {
        try
        {
            return JsonSerializer.Deserialize<SweepJob[]>(File.ReadAllText(PathOf(JobList)), Json.Options) is { Length: > 0 } jobs ? jobs : throw new JsonException("it holds no job");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InputException($"Cannot use '{PathOf(JobList)}': {(e is JsonException json ? JsonProblem.Describe(json) : e.Message.TrimEnd('.'))}.", e);
        }
    }

    /// <summary>Returns the job with a number.</summary>
    /// <exception cref="InputException">There is no such job.</exception>
    public SweepJob FindJob(int number)
    {
        var jobs = ReadJobs();
        return jobs.FirstOrDefault(j => j.Number == number) ?? throw new InputException($"--job {number}: '{PathOf(JobList)}' has the jobs 0 to {jobs.Count - 1}.");
    }

    /// <summary>Writes the state of every job, as its folder tells it.</summary>
    public void UpdateJobs()
    {
        using var held = FolderLock.Wait(path, "plan");
        WriteJobs(ReadJobs());
    }

    /// <summary>Reads the runs that have ended, ordered by seed.</summary>
    /// <exception cref="InputException">There is no comparison, or no run in it has ended.</exception>
    public IReadOnlyList<FinishedRun> Read()
    {
        if (!Directory.Exists(path))
        {
            throw new InputException($"There is no folder '{path}' (--out): the folder of a comparison was expected.");
        }

        var runs = (ReadSettings() is null ? [] : ReadJobs())
            .Select(static job => job.Tested.Folder)
            .Distinct()
            .Select(folder => FinishedRun.TryRead(PathOf(folder.Replace('/', System.IO.Path.DirectorySeparatorChar))))
            .OfType<FinishedRun>()
            .Where(static run => !run.Summary.Interrupted)
            .OrderBy(static run => run.Settings.Training.Seed)
            .ToArray();
        return runs.Length > 0 ? runs : throw new InputException($"'{path}' (--out) holds no run of a comparison that has ended.");
    }

    /// <summary>Writes the table as <c>comparison.json</c>.</summary>
    public void Write(ComparisonResult result) => Write(Table, result);

    private void Write<T>(string name, T content) =>
        AtomicFile.Write(PathOf(name), Encoding.UTF8.GetBytes(JsonSerializer.Serialize(content, Json.Options) + "\n"));

    // Several processes write the list, so it is not among the files with checksums.
    private void WriteJobs(IEnumerable<SweepJob> jobs)
    {
        var lines = jobs.Select(job => "  " + JsonSerializer.Serialize(job with { State = StateOf(job) }, new JsonSerializerOptions(Json.Options) { WriteIndented = false }));
        Replacement.Write(PathOf(JobList), stream => stream.Write(Encoding.UTF8.GetBytes($"[\n{string.Join(",\n", lines)}\n]\n")));
    }

    private JobState StateOf(SweepJob job) => FinishedRun.TryReadSummary(PathOf(job)) switch
    {
        { Error: not null } => JobState.Diverged,
        { Interrupted: false } => JobState.Done,
        _ => JobState.Open,
    };

    private void CheckIsNotOfBefore()
    {
        if (Directory.Exists(path) && !File.Exists(PathOf(JobList)) && Directory.EnumerateDirectories(path).SelectMany(static loss => Directory.EnumerateDirectories(loss, "seed-*")).Any(static run => File.Exists(System.IO.Path.Combine(run, Config))))
        {
            throw new InputException($"'{path}' (--out) holds a comparison of an earlier version, in which each seed had a split of its own: its runs cannot stand in one table with those of this version. Move it away, or choose another --out.");
        }

        if (File.Exists(PathOf(Config)) && !File.Exists(PathOf(JobList)))
        {
            throw new InputException($"'{path}' (--out) holds a run, or another config.json that no comparison wrote: choose another --out.");
        }
    }

    private void CheckHoldsNoOther(FolderLock held)
    {
        if (((string[])[Table, "report.html"]).FirstOrDefault(name => File.Exists(PathOf(name))) is { } other)
        {
            File.Delete(PathOf(FolderMark.Name));
            held.Dispose();
            throw new InputException($"'{path}' holds '{other}', which no comparison of this version wrote there: move it away, or choose another --out.");
        }
    }

    private string PathOf(SweepJob job) => PathOf(job.Folder.Replace('/', System.IO.Path.DirectorySeparatorChar));

    private string PathOf(string name) => System.IO.Path.Combine(path, name);
}
