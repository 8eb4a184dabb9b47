using System.Runtime;

namespace UNetTrainer.Training;

/// <summary>
/// Region of code during which the garbage collector does not run. TorchSharp 0.107 hands a number to libtorch as a Scalar object that nothing keeps alive
/// during the call (as in batch norm's and Adam's <c>add_(1)</c>). A collection that another thread triggers in that moment frees the object in use,
/// and the call fails with a senseless message or computes with a wrong number. Garbage is collected on entering instead, which costs under a millisecond.
/// </summary>
internal sealed class NoGcRegion : IDisposable
{
    // Bytes. A step allocates some thousand wrappers of tensors; pixels are copied before the region begins.
    private const long Budget = 64_000_000;

    private static readonly Lock Guard = new();
    private static int open;

    /// <summary>Begins a region. Regions may nest and overlap.</summary>
    public NoGcRegion()
    {
        lock (Guard)
        {
            if (open++ == 0)
            {
                GC.TryStartNoGCRegion(Budget);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (Guard)
        {
            // The collector leaves the region by itself when the budget is spent.
            if (--open == 0 && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            {
                GC.EndNoGCRegion();
            }
        }
    }
}
