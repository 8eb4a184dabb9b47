using System.Text.Json;
using System.Text.RegularExpressions;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Reports;

namespace LossDsl.Benchmarks.Results;

/// <summary>Of each benchmark the milliseconds of its fastest iteration.</summary>
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

    public IEnumerable<KeyValuePair<string, double>> All => milliseconds;

    /// <summary>What was measured before; nothing if nothing was.</summary>
    public static BestTimes Read(string folder)
    {
        var path = Path.Combine(folder, File);
        return System.IO.File.Exists(path) ? new(JsonSerializer.Deserialize<SortedDictionary<string, double>>(System.IO.File.ReadAllText(path))!) : new();
    }

    public void Save(string folder) => System.IO.File.WriteAllText(Path.Combine(folder, File), JsonSerializer.Serialize(milliseconds, Json));

    /// <summary>Milliseconds of a subject, or of another benchmark as "Class.Method(Parameter: 1)"; not a number where it was not measured.</summary>
    public double Of(string benchmark) => milliseconds.GetValueOrDefault(benchmark, double.NaN);

    /// <summary>Takes in another round of the same run.</summary>
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
                var name = NameOf(FullNameProvider.GetBenchmarkName(report.BenchmarkCase));
                milliseconds[name] = Math.Min(times.Min(), milliseconds.GetValueOrDefault(name, double.PositiveInfinity));
            }
        }
    }

    /// <summary>The same with the times of a later run in the place of its own.</summary>
    public BestTimes With(BestTimes later)
    {
        SortedDictionary<string, double> all = new(milliseconds);
        foreach (var (name, time) in later.milliseconds)
        {
            all[name] = time;
        }

        return new(all);
    }

    private static string NameOf(string fullName) =>
        Key().Match(fullName) is { Success: true } match ? match.Groups[1].Value : fullName["LossDsl.Benchmarks.Suites.".Length..];

    [GeneratedRegex("\\(Key: \"(.*)\"\\)$")]
    private static partial Regex Key();
}
