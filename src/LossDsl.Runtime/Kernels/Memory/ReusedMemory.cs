using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace LossDsl.Kernels.Memory;

/// <summary>
/// Allocates native memory and keeps freed blocks for the next request of the same size. Fresh memory costs more time than the computation that fills it, because the operating
/// system maps and zeroes each page at its first write.
/// </summary>
internal static unsafe class ReusedMemory
{
    /// <summary>Size in bytes from which blocks are kept here. The system's allocator keeps smaller blocks itself.</summary>
    public const nint Smallest = 1 << 16;

    // Largest number of bytes that wait for reuse.
    private const long Most = 1L << 30;

    private const int Alignment = 64;

    private static readonly ConcurrentDictionary<nint, ConcurrentBag<nint>> Free = new();
    private static readonly ConcurrentDictionary<nint, nint> Sizes = new();
    private static long waiting;

    /// <summary>Allocates a block, aligned to 64 bytes, with undefined contents.</summary>
    /// <param name="size">Number of bytes.</param>
    /// <returns>Address of the block, for <see cref="Return"/>.</returns>
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

    /// <summary>Returns a block for reuse, or frees it if it is small or 1 GiB already waits. Any thread may call this method.</summary>
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
