using System.Text.Json;
using System.Text.RegularExpressions;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Reports;

namespace LossDsl.Benchmarks.Results;

/// <summary>Table of benchmark times: milliseconds per call in the fastest iteration of each benchmark. Stored as <c>times.json</c> between runs.</summary>
internal sealed partial class BestTimes
{
    private const string File = "times.json";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    private readonly SortedDictionary<string, double> milliseconds;

    private BestTimes(SortedDictionary<string, double> milliseconds) => this.milliseconds = milliseconds;

    public BestTimes()
        : this([])
    {
    }

    /// <summary>Names of the measured benchmarks with their milliseconds, ordered by name.</summary>
    public IEnumerable<KeyValuePair<string, double>> All => milliseconds;

    /// <summary>Reads the times of earlier runs from a folder. Returns an empty table if the folder has none.</summary>
    public static BestTimes Read(string folder)
    {
        var path = Path.Combine(folder, File);
        return System.IO.File.Exists(path) ? new(JsonSerializer.Deserialize<SortedDictionary<string, double>>(System.IO.File.ReadAllText(path))!) : new();
    }

    /// <summary>Writes the table into a folder, which must exist.</summary>
    public void Save(string folder) => System.IO.File.WriteAllText(Path.Combine(folder, File), JsonSerializer.Serialize(milliseconds, Json));

    /// <summary>Returns the milliseconds of a benchmark; NaN if it was not measured.</summary>
    /// <param name="benchmark">Key of a subject, or the name of another benchmark as "Class.Method(Parameter: 1)".</param>
    public double Milliseconds(string benchmark) => milliseconds.GetValueOrDefault(benchmark, double.NaN);

    /// <summary>Adds a round of the same run. Each benchmark keeps its smaller time.</summary>
    public void Add(IEnumerable<Summary> round)
    {
        foreach (var report in round.SelectMany(static summary => summary.Reports))
        {
            var times = report.AllMeasurements
                .Where(static m => m is { IterationMode: IterationMode.Workload, IterationStage: IterationStage.Actual })
                .Select(static m => m.Nanoseconds / m.Operations / 1e6)
                .ToArray();
            if (times.Length > 0)
            {
                var name = ShortName(FullNameProvider.GetBenchmarkName(report.BenchmarkCase));
                milliseconds[name] = Math.Min(times.Min(), milliseconds.GetValueOrDefault(name, double.PositiveInfinity));
            }
        }
    }

    /// <summary>Returns a table of both runs' times. The later run wins where both have measured a benchmark.</summary>
    public BestTimes MergedWith(BestTimes later)
    {
        SortedDictionary<string, double> all = new(milliseconds);
        foreach (var (name, time) in later.milliseconds)
        {
            all[name] = time;
        }

        return new(all);
    }

    private static string ShortName(string fullName) =>
        Key().Match(fullName) is { Success: true } match ? match.Groups[1].Value : fullName["LossDsl.Benchmarks.Suites.".Length..];

    [GeneratedRegex("\\(Key: \"(.*)\"\\)$")]
    private static partial Regex Key();
}
