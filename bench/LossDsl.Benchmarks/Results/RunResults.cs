using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Results;

/// <summary>Results of a benchmark run: the times by BenchmarkDotNet and the results of the probes. The tables and the plot of the performance page read from here.</summary>
internal sealed class RunResults
{
    private readonly BestTimes times;

    private RunResults(BestTimes times, ProbeResults probes) => (this.times, Probes) = (times, probes);

    /// <summary>Results of the probes, and the machine that they were measured on.</summary>
    public ProbeResults Probes { get; }

    /// <summary>Reads times and probe results from the folder of a run.</summary>
    /// <exception cref="InvalidOperationException">The times or the probes were not measured yet.</exception>
    public static RunResults Read(string folder)
    {
        var times = BestTimes.Read(folder);
        return times.All.Any()
            ? new(times, ProbeResults.Read(folder))
            : throw new InvalidOperationException($"No times lie in {folder}. Run the command 'run' first, or 'all'.");
    }

    /// <summary>Returns the milliseconds of one call of a loss, value and gradient; NaN if they were not measured.</summary>
    public double Milliseconds(ProblemSize size, string loss, Contender contender) => times.Milliseconds(new Subject(size, loss, contender).Key);

    /// <summary>Returns the milliseconds of any other benchmark, named as "Class.Method(Parameter: 1)"; NaN if they were not measured.</summary>
    public double Milliseconds(string benchmark) => times.Milliseconds(benchmark);

    /// <summary>
    /// Returns the floor in milliseconds: the time of three memory streams (logits, target, gradient), which is one and a half copies of the logits; NaN if no copy was measured.
    /// A copy is measured beside each loss. The median of the copies is used, because single copies are lucky or disturbed.
    /// </summary>
    public double Floor(ProblemSize size)
    {
        double[] copies = [.. times.All.Where(m => m.Key.StartsWith(size.Name + "/", StringComparison.Ordinal) && m.Key.EndsWith("/copy", StringComparison.Ordinal)).Select(static m => m.Value).Order()];
        return copies.Length == 0 ? double.NaN : 1.5 * copies[copies.Length / 2];
    }
}
