using System.Runtime.InteropServices;
using LossDsl.Lanes;

namespace LossDsl.Distances;

/// <summary>
/// The squared distance of every pixel to the nearest one of the other side along the first axis; infinite in columns of one side alone.
/// Columns beside each other are swept together, once in each direction.
/// </summary>
internal static class FirstAxis
{
    // Columns of a block: both sweeps over it find it in the cache.
    private const int BlockWidth = 64;

    public static void Compute(Plane plane)
    {
        var width = plane.Grid.Stride(0);
        var blocks = (width + BlockWidth - 1) / BlockWidth;
        ParallelPieces.ForEach(blocks, plane.Grid.Size, (start, end) =>
        {
            for (var block = start; block < end; block++)
            {
                Compute(plane, block * BlockWidth, Math.Min(width, (block + 1) * BlockWidth));
            }
        });
    }

    private static void Compute(Plane plane, int left, int right) =>
        Sweep<DoubleScalar>(plane, Sweep<Double256>(plane, left, right), right);

    /// <summary>Sweeps whole lanes of columns from the first one on, and says where it ended.</summary>
    private static int Sweep<TLane>(Plane plane, int left, int right)
        where TLane : struct, ILane<TLane>
    {
        right -= (right - left) % TLane.Count;
        CountDown<TLane>(plane, left, right);
        CountUp<TLane>(plane, left, right);
        return right;
    }

    /// <summary>How many pixels it is to the other side before. They are multiplied by the step only then: adding it up would add up its rounding.</summary>
    private static void CountDown<TLane>(Plane plane, int left, int right)
        where TLane : struct, ILane<TLane>
    {
        ref var mask = ref MemoryMarshal.GetReference(MemoryMarshal.AsBytes(plane.Mask));
        ref var values = ref MemoryMarshal.GetReference(plane.Values);
        var width = plane.Grid.Stride(0);
        for (var row = 0; row < plane.Grid.Size; row += width)
        {
            for (var at = row + left; at < row + right; at += TLane.Count)
            {
                var count = TLane.Broadcast(double.PositiveInfinity);
                if (row > 0)
                {
                    var isSame = TLane.Equal(TLane.Load(in mask, at), TLane.Load(in mask, at - width));
                    count = TLane.And(isSame, TLane.Load(in values, at - width)) + 1;
                }

                TLane.Store(count, ref values, at);
            }
        }
    }

    /// <summary>The same to the other side behind, where that is nearer; and with it, the squares.</summary>
    private static void CountUp<TLane>(Plane plane, int left, int right)
        where TLane : struct, ILane<TLane>
    {
        ref var mask = ref MemoryMarshal.GetReference(MemoryMarshal.AsBytes(plane.Mask));
        ref var values = ref MemoryMarshal.GetReference(plane.Values);
        var (width, step) = (plane.Grid.Stride(0), plane.Grid.Steps[0]);
        for (var row = plane.Grid.Size - width; row >= 0; row -= width)
        {
            for (var at = row + left; at < row + right; at += TLane.Count)
            {
                var count = TLane.Load(in values, at);
                if (row > 0)
                {
                    var isSame = TLane.Equal(TLane.Load(in mask, at), TLane.Load(in mask, at - width));
                    var before = TLane.Load(in values, at - width);
                    TLane.Store(TLane.Min(before, TLane.And(isSame, count) + 1), ref values, at - width);
                }

                var distance = count * step;
                TLane.Store(distance * distance, ref values, at);
            }
        }
    }
}
