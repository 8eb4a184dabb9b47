using System.Text.Json;
using System.Text.RegularExpressions;
using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Results;

/// <summary>What one run has measured: of each benchmark the milliseconds of its fastest iteration.</summary>
internal sealed partial class Figures
{
    private readonly Dictionary<string, double> milliseconds = [];

    private Figures(ProbeResults probes) => Probes = probes;

    public ProbeResults Probes { get; }

    /// <summary>Reads the JSON that BenchmarkDotNet has exported, and what was measured beside it.</summary>
    public static Figures Read(string folder)
    {
        var figures = new Figures(ProbeResults.Read(folder));
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "results"), "*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var benchmark in document.RootElement.GetProperty("Benchmarks").EnumerateArray())
            {
                figures.Add(benchmark);
            }
        }

        return figures;
    }

    /// <summary>Milliseconds of a call of a loss; not a number where it was not measured.</summary>
    public double Of(Size size, string loss, Contender contender) => milliseconds.GetValueOrDefault(new Subject(size, loss, contender).Key, double.NaN);

    /// <summary>Milliseconds of another benchmark, as "Class.Method(Parameter: 1)".</summary>
    public double Of(string benchmark) => milliseconds.GetValueOrDefault(benchmark, double.NaN);

    /// <summary>
    /// Milliseconds that three streams of memory take: one and a half copies. A copy was measured beside each loss; the median of them is neither the lucky one nor the disturbed one.
    /// </summary>
    public double Floor(Size size)
    {
        double[] copies = [.. milliseconds.Where(m => m.Key.StartsWith(size.Name + "/", StringComparison.Ordinal) && m.Key.EndsWith("/copy", StringComparison.Ordinal)).Select(static m => m.Value).Order()];
        return copies.Length == 0 ? double.NaN : 1.5 * copies[copies.Length / 2];
    }

    private void Add(JsonElement benchmark)
    {
        var name = benchmark.GetProperty("FullName").GetString()!;
        var key = Key().Match(name) is { Success: true } match ? match.Groups[1].Value : name["LossDsl.Benchmarks.Suites.".Length..];
        var times = benchmark.GetProperty("Measurements").EnumerateArray()
            .Where(static m => m.GetProperty("IterationMode").GetString() == "Workload" && m.GetProperty("IterationStage").GetString() == "Actual")
            .Select(static m => m.GetProperty("Nanoseconds").GetDouble() / m.GetProperty("Operations").GetInt64() / 1e6)
            .ToArray();
        if (times.Length > 0)
        {
            milliseconds[key] = times.Min();
        }
    }

    [GeneratedRegex("\\(Key: \"(.*)\"\\)$")]
    private static partial Regex Key();
}
