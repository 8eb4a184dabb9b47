using System.Runtime.InteropServices;
using LossDsl.Lanes;

namespace LossDsl.Distances;

/// <summary>Minimizes squared distances along the last axis, whose pixels are contiguous in memory, and takes their square roots. The last step of a distance map.</summary>
internal static class LastAxisPass
{
    /// <summary>Replaces the squared distances of the plane by distances.</summary>
    public static void Update(PlaneBuffer plane)
    {
        var (length, step) = (plane.Grid.Lengths[^1], plane.Grid.Spacing[^1]);
        ParallelPieces.ForEach(plane.Grid.Size / length, plane.Grid.Size, (start, end) =>
        {
            var envelope = new LowerEnvelope(length, step);
            for (var row = start; row < end; row++)
            {
                var values = plane.Values.Slice(row * length, length);
                envelope.Update(plane.Mask.Slice(row * length, length), values);
                TakeRoots<DoubleScalar>(values, TakeRoots<Double256>(values, 0));
            }
        });
    }

    /// <summary>Takes the square roots of as many values from <paramref name="first"/> on as fill whole lanes. Returns the first index that remains.</summary>
    private static int TakeRoots<TLane>(Span<double> values, int first)
        where TLane : struct, ILane<TLane>
    {
        ref var start = ref MemoryMarshal.GetReference(values);
        for (; first + TLane.Count <= values.Length; first += TLane.Count)
        {
            TLane.Store(TLane.Sqrt(TLane.Load(in start, first)), ref start, first);
        }

        return first;
    }
}
