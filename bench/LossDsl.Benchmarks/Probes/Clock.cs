using System.Diagnostics;

namespace LossDsl.Benchmarks.Probes;

/// <summary>The clock of the processor while it computes.</summary>
internal static class Clock
{
    private const int Steps = 10_000_000;

    // A product and a sum that wait for each other.
    private const int CyclesOfStep = 4;

    /// <summary>GHz, the largest of some short stretches.</summary>
    public static double Measure() => Enumerable.Range(0, 20).Max(static _ =>
    {
        var start = Stopwatch.GetTimestamp();
        GC.KeepAlive(Chain((ulong)start));
        return Steps * (double)CyclesOfStep / Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    });

    private static ulong Chain(ulong x)
    {
        for (var i = 0; i < Steps; i++)
        {
            x = (x * 0x9E3779B97F4A7C15) + 1;
        }

        return x;
    }
}
