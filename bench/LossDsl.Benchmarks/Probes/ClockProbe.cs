using System.Diagnostics;

namespace LossDsl.Benchmarks.Probes;

/// <summary>Measures the clock frequency of the processor under load.</summary>
internal static class ClockProbe
{
    private const int Steps = 10_000_000;

    // Latency of a 64-bit multiplication and an addition, each of which waits for the other.
    private const int CyclesOfStep = 4;

    /// <summary>Returns the frequency in GHz: the largest of 20 short measurements, since interruptions only make a measurement smaller.</summary>
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
