using System.Diagnostics;
using System.Globalization;
using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Probes;

/// <summary>Measures the first call of a loss in a process. The time includes just-in-time compilation, but not the loading of libtorch.</summary>
internal static class ColdStart
{
    private const int Processes = 5;

    /// <summary>Returns the time of a first call in milliseconds: the smallest over several child processes.</summary>
    public static double Measure(Subject subject) =>
        Enumerable.Range(0, Processes).Min(_ => double.Parse(ProbeProcess.Run(["cold-start", subject.Key]), CultureInfo.InvariantCulture));

    /// <summary>Times the first call within the child process and returns milliseconds as invariant text.</summary>
    public static string Answer(Subject subject)
    {
        var compute = subject.Prepare();
        var start = Stopwatch.GetTimestamp();
        compute().Dispose();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds.ToString(CultureInfo.InvariantCulture);
    }
}
