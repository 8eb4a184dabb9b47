using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Distances;

/// <summary>Maps a mask [B, C, ...] to a tensor of the same shape by a computation on each image and class, in parallel on the CPU.</summary>
internal static class PlaneMap
{
    /// <summary>Computes a map of the mask's shape, on its device: float64 for a float64 mask, else float32.</summary>
    /// <param name="mask">[B, C, ...], with foreground above 0.5.</param>
    /// <param name="grid">The grid of one image.</param>
    /// <param name="compute">Computes the values of a plane from its mask.</param>
    public static Tensor Map(Tensor mask, Grid grid, Action<PlaneBuffer> compute)
    {
        using var scope = NewDisposeScope();

        // A float32 mask on the CPU, the usual case, needs no comparison by tensor operations: Plane.Read compares while it copies.
        var isPlain = mask.dtype == float32 && mask.device_type == TorchSharp.DeviceType.CPU;
        var foreground = (isPlain ? mask.detach() : mask.IsAbove(0.5).cpu()).contiguous().flatten(0, 1);
        var map = empty(mask.shape, mask.dtype == float64 ? float64 : float32);
        var planes = map.flatten(0, 1);

        void Compute(long index)
        {
            using var source = foreground.select(0, index);
            using var result = planes.select(0, index);
            using var plane = new PlaneBuffer(grid);
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
