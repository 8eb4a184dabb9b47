using static TorchSharp.torch;

namespace LossDsl.Distances;

/// <summary>From a mask to its map, every image and class on its own.</summary>
internal static class Planes
{
    // Measured: with fewer, the threads cost more than they save.
    private const long ParallelPixels = 1 << 14;

    public static Tensor Map(Tensor mask, Grid grid, Action<Plane> compute)
    {
        using var scope = NewDisposeScope();
        var foreground = mask.gt(0.5).cpu().contiguous().flatten(0, 1);
        var map = empty(mask.shape, mask.dtype == float64 ? float64 : float32);
        var planes = map.flatten(0, 1);

        void Compute(long index)
        {
            using var source = foreground.select(0, index);
            using var result = planes.select(0, index);
            using var plane = new Plane(grid);
            plane.Read(source);
            compute(plane);
            plane.Write(result);
        }

        ForEach(grid.Size == 0 ? 0 : planes.shape[0], mask.numel(), Compute);
        return map.to(mask.device).MoveToOuterDisposeScope();
    }

    private static void ForEach(long count, long pixels, Action<long> compute)
    {
        if (count > 1 && pixels >= ParallelPixels)
        {
            Parallel.For(0, count, compute);
            return;
        }

        for (var index = 0L; index < count; index++)
        {
            compute(index);
        }
    }
}
