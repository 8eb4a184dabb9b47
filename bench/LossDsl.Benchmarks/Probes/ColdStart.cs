using System.Diagnostics;
using System.Globalization;
using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Probes;

/// <summary>The first call of a loss in a process: what the just-in-time compiler makes of it is in it, loading libtorch is not.</summary>
internal static class ColdStart
{
    private const int Processes = 5;

    /// <summary>Milliseconds, of the fastest of some processes.</summary>
    public static double Measure(Subject subject) =>
        Enumerable.Range(0, Processes).Min(_ => double.Parse(Child.Run(["cold-start", subject.Key]), CultureInfo.InvariantCulture));

    /// <summary>In the child.</summary>
    public static string Answer(Subject subject)
    {
        var compute = subject.Prepare();
        var start = Stopwatch.GetTimestamp();
        compute().Dispose();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds.ToString(CultureInfo.InvariantCulture);
    }
}
