namespace LossDsl.GpuCheck.Timing;

/// <summary>Times calls on a device.</summary>
internal interface IClock
{
    /// <summary>Returns the median duration of a call.</summary>
    /// <param name="call">Runs one call. It takes the number of the call, by which it chooses its inputs; the result is disposed after the measurement.</param>
    /// <param name="repetitions">Number of measured calls.</param>
    CallTime Median(Func<int, IDisposable> call, int repetitions);
}
