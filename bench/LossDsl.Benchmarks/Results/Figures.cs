using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Results;

/// <summary>What one run has measured.</summary>
internal sealed class Figures
{
    private readonly BestTimes times;

    private Figures(BestTimes times, ProbeResults probes) => (this.times, Probes) = (times, probes);

    public ProbeResults Probes { get; }

    /// <summary>Reads what BenchmarkDotNet has measured, and what was measured beside it.</summary>
    /// <exception cref="InvalidOperationException">One of them was not measured yet.</exception>
    public static Figures Read(string folder)
    {
        var times = BestTimes.Read(folder);
        return times.All.Any()
            ? new(times, ProbeResults.Read(folder))
            : throw new InvalidOperationException($"No times lie in {folder}. Run the command 'run' first, or 'all'.");
    }

    /// <summary>Milliseconds of a call of a loss; not a number where it was not measured.</summary>
    public double Of(Size size, string loss, Contender contender) => times.Of(new Subject(size, loss, contender).Key);

    /// <summary>Milliseconds of another benchmark, as "Class.Method(Parameter: 1)".</summary>
    public double Of(string benchmark) => times.Of(benchmark);

    /// <summary>
    /// Milliseconds that three streams of memory take: one and a half copies. A copy was measured beside each loss; the median of them is neither the lucky one nor the disturbed one.
    /// </summary>
    public double Floor(Size size)
    {
        double[] copies = [.. times.All.Where(m => m.Key.StartsWith(size.Name + "/", StringComparison.Ordinal) && m.Key.EndsWith("/copy", StringComparison.Ordinal)).Select(static m => m.Value).Order()];
        return copies.Length == 0 ? double.NaN : 1.5 * copies[copies.Length / 2];
    }
}
