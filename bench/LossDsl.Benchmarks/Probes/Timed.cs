using System.Diagnostics;
using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Probes;

/// <summary>The first call of a loss in a process, and later ones.</summary>
internal static class Timed
{
    /// <summary>Milliseconds of each call.</summary>
    public static IEnumerable<double> Calls(Subject subject, int count)
    {
        var compute = subject.Prepare();
        for (var call = 0; call < count; call++)
        {
            var start = Stopwatch.GetTimestamp();
            compute().Dispose();
            yield return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }
}
