using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace LossDsl.Kernels.Memory;

/// <summary>Memory that is used again. Fresh memory costs more than what is computed into it: the system hands it out page by page at the first write, and zeroes each.</summary>
internal static unsafe class ReusedMemory
{
    /// <summary>Less than this the allocator of the system keeps by itself.</summary>
    public const nint Smallest = 1 << 16;

    // The bytes that wait here at most.
    private const long Most = 1L << 30;

    private const int Alignment = 64;

    private static readonly ConcurrentDictionary<nint, ConcurrentBag<nint>> Free = new();
    private static readonly ConcurrentDictionary<nint, nint> Sizes = new();
    private static long waiting;

    /// <summary>So many bytes, with whatever stands in them.</summary>
    public static nint Take(nint size)
    {
        if (Free.TryGetValue(size, out var bag) && bag.TryTake(out var known))
        {
            Interlocked.Add(ref waiting, -size);
            return known;
        }

        var address = (nint)NativeMemory.AlignedAlloc((nuint)Math.Max(size, 1), Alignment);
        if (size >= Smallest)
        {
            Sizes[address] = size;
        }

        return address;
    }

    /// <summary>Gives it back, from any thread.</summary>
    public static void Return(nint address)
    {
        if (Sizes.TryGetValue(address, out var size))
        {
            if (Interlocked.Add(ref waiting, size) <= Most)
            {
                Free.GetOrAdd(size, static _ => []).Add(address);
                return;
            }

            Interlocked.Add(ref waiting, -size);
            Sizes.TryRemove(address, out _);
        }

        NativeMemory.AlignedFree((void*)address);
    }
}
