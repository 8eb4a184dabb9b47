using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.GpuCheck.Timing;

/// <summary>
/// Times calls by CUDA events. Work before the first event keeps the device busy until the host has issued the whole call: otherwise the events would measure how fast the host
/// launches. That work also writes more memory than the L2 cache holds.
/// </summary>
internal sealed class CudaClock(GpuDriver driver) : IClock, IDisposable
{
    private const int WarmUp = 10, HostSamples = 10, MostFillings = 100;

    private readonly Tensor filler = empty([1 << 27], float32, CUDA).DetachFromDisposeScope();

    /// <inheritdoc/>
    public CallTime Median(Func<int, IDisposable> call, int repetitions)
    {
        for (var i = 0; i < WarmUp; i++)
        {
            call(i).Dispose();
        }

        cuda.synchronize();
        var host = Enumerable.Range(0, HostSamples).Select(i => Issue(call, i)).ToArray();
        var fillings = (int)Math.Min(MostFillings, 1 + (2 * host.Max() / Math.Max(1, Measure(_ => filler.fill_(1).alias(), 0, 0))));
        return new(Timing.Median.Compute(Enumerable.Range(0, repetitions).Select(i => Measure(call, i, fillings))), Timing.Median.Compute(host));
    }

    /// <inheritdoc/>
    public void Dispose() => filler.Dispose();

    // Each call finds an idle device, so that it never waits for room in the queue.
    private static double Issue(Func<int, IDisposable> call, int number)
    {
        cuda.synchronize();
        return HostClock.Measure(call, number);
    }

    private double Measure(Func<int, IDisposable> call, int number, int fillings)
    {
        for (var i = 0; i < fillings; i++)
        {
            filler.fill_(1).Dispose();
        }

        driver.RecordStart();
        using var result = call(number);
        driver.RecordEnd();
        return driver.ElapsedMicroseconds();
    }
}
