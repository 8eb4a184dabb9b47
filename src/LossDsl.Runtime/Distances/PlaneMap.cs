using static TorchSharp.torch;

namespace LossDsl.Distances;

/// <summary>From a mask to its map, every image and class on its own.</summary>
internal static class PlaneMap
{
    public static Tensor Map(Tensor mask, Grid grid, Action<Plane> compute)
    {
        using var scope = NewDisposeScope();

        // The usual mask is compared where it is read anyway.
        var isPlain = mask.dtype == float32 && mask.device_type == TorchSharp.DeviceType.CPU;
        var foreground = (isPlain ? mask.detach() : mask.gt(0.5).cpu()).contiguous().flatten(0, 1);
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

        if (grid.Size > 0)
        {
            ParallelPieces.ForEach((int)planes.shape[0], mask.numel(), (start, end) =>
            {
                for (var index = start; index < end; index++)
                {
                    Compute(index);
                }
            });
        }

        return map.to(mask.device).MoveToOuterDisposeScope();
    }
}
