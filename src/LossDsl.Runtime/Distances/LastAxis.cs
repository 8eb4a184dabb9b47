using System.Runtime.InteropServices;
using LossDsl.Lanes;

namespace LossDsl.Distances;

/// <summary>Carries squared distances along the last axis, whose pixels are neighbours in memory, and makes distances of them.</summary>
internal static class LastAxis
{
    public static void Update(Plane plane)
    {
        var (length, step) = (plane.Grid.Lengths[^1], plane.Grid.Steps[^1]);
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

    /// <summary>Takes the roots of whole lanes from the first value on, and says where it ended.</summary>
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
