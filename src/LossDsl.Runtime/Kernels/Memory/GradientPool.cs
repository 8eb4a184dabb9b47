using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace LossDsl.Kernels.Memory;

/// <summary>
/// Memory of gradients that is used again. Fresh memory costs more than the gradient itself: the system hands it out page by page at the first write, and zeroes each.
/// libtorch tells when the last tensor, view or graph that refers to it is gone, and only then it comes back here: who keeps a gradient never sees it change.
/// </summary>
internal static unsafe class GradientPool
{
    // What the allocator of the system keeps by itself.
    private const nint Smallest = 1 << 16;

    // The bytes that wait here at most.
    private const long Most = 1L << 30;

    private const int Alignment = 64;

    private static readonly ConcurrentDictionary<nint, ConcurrentBag<nint>> Free = new();
    private static readonly ConcurrentDictionary<nint, nint> Sizes = new();
    private static long waiting;

    /// <summary>A tensor whose numbers are whatever stands in its memory.</summary>
    public static Tensor Rent(long[] shape, ScalarType type)
    {
        var size = (nint)(shape.Aggregate(1L, static (count, length) => count * length) * (type == ScalarType.Float64 ? sizeof(double) : sizeof(float)));
        return size < Smallest ? empty(shape, type) : NativeTensor.Over(Take(size), shape, type, &Release);
    }

    private static nint Take(nint size)
    {
        if (Free.TryGetValue(size, out var bag) && bag.TryTake(out var known))
        {
            Interlocked.Add(ref waiting, -size);
            return known;
        }

        var address = (nint)NativeMemory.AlignedAlloc((nuint)size, Alignment);
        Sizes[address] = size;
        return address;
    }

    [UnmanagedCallersOnly]
    private static void Release(nint address)
    {
        var size = Sizes[address];
        if (Interlocked.Add(ref waiting, size) <= Most)
        {
            Free.GetOrAdd(size, static _ => []).Add(address);
            return;
        }

        Interlocked.Add(ref waiting, -size);
        Sizes.TryRemove(address, out _);
        NativeMemory.AlignedFree((void*)address);
    }
}
