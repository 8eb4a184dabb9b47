using System.Runtime.InteropServices;
using LossDsl.Lanes;

namespace LossDsl.Distances;

/// <summary>
/// Computes the squared distance of every pixel to the nearest pixel of the other side within its column along the first axis; infinite in columns of one side only.
/// Adjacent columns are processed together in lanes, in one sweep forward and one backward.
/// </summary>
internal static class FirstAxisPass
{
    // Columns of a block, few enough that the second sweep finds the block in the cache.
    private const int BlockWidth = 64;

    /// <summary>Writes the squared distances along the first axis to the values of the plane.</summary>
    public static void Compute(PlaneBuffer plane)
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

    private static void Compute(PlaneBuffer plane, int left, int right) =>
        Sweep<DoubleScalar>(plane, Sweep<Double256>(plane, left, right), right);

    /// <summary>Processes as many columns from <paramref name="left"/> on as fill whole lanes. Returns the first column that remains.</summary>
    private static int Sweep<TLane>(PlaneBuffer plane, int left, int right)
        where TLane : struct, ILane<TLane>
    {
        right -= (right - left) % TLane.Count;
        CountDown<TLane>(plane, left, right);
        CountUp<TLane>(plane, left, right);
        return right;
    }

    /// <summary>
    /// Counts the pixels back to the nearest pixel of the other side, from the first row to the last. Counts are exact; adding up steps would accumulate rounding errors.
    /// </summary>
    private static void CountDown<TLane>(PlaneBuffer plane, int left, int right)
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

    /// <summary>Counts the pixels ahead to the nearest pixel of the other side, from the last row to the first. Keeps the smaller count and squares the distance.</summary>
    private static void CountUp<TLane>(PlaneBuffer plane, int left, int right)
        where TLane : struct, ILane<TLane>
    {
        ref var mask = ref MemoryMarshal.GetReference(MemoryMarshal.AsBytes(plane.Mask));
        ref var values = ref MemoryMarshal.GetReference(plane.Values);
        var (width, step) = (plane.Grid.Stride(0), plane.Grid.Spacing[0]);
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
