using System.Diagnostics;

namespace LossDsl.GpuCheck.Timing;

/// <summary>Times calls by the processor's clock, for devices that finish a call before it returns.</summary>
internal sealed class HostClock : IClock
{
    private const int WarmUp = 3;

    /// <inheritdoc/>
    public CallTime Median(Func<int, IDisposable> call, int repetitions)
    {
        var times = Enumerable.Range(0, WarmUp + repetitions).Select(i => Measure(call, i)).Skip(WarmUp).ToArray();
        var median = Timing.Median.Compute(times);
        return new(median, median);
    }

    /// <summary>Returns the microseconds until a call returns.</summary>
    public static double Measure(Func<int, IDisposable> call, int number)
    {
        var start = Stopwatch.GetTimestamp();
        using var result = call(number);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }
}
