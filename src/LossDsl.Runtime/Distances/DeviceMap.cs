using LossDsl.Cuda.Native;
using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Distances;

/// <summary>Distance maps on a CUDA device: distances by kernels, sign and scale by tensor operations.</summary>
internal static class DeviceMap
{
    /// <summary>Computes a map, or returns null where the CPU must do it: for masks that are not on a CUDA device, and where kernels cannot run.</summary>
    /// <param name="mask">[B, C, ...], with foreground above 0.5.</param>
    /// <param name="grid">The grid of one image.</param>
    /// <param name="kind">The content of the map.</param>
    public static Tensor? TryCompute(Tensor mask, Grid grid, DistanceKind kind)
    {
        if (!DeviceDistances.Takes(mask) || mask.numel() == 0)
        {
            return null;
        }

        try
        {
            using var noGrad = no_grad();
            using var scope = NewDisposeScope();
            var foreground = mask.IsAbove(0.5).reshape(mask.shape[0] * mask.shape[1], grid.Size).contiguous();
            return Compute(foreground, grid, kind).to_type(mask.dtype == float64 ? float64 : float32).reshape(mask.shape).MoveToOuterDisposeScope();
        }
        catch (Exception e) when (e is CudaUnavailableException or CudaCompileException)
        {
            CudaNotice.Once($"Distance maps are computed on the CPU, with a copy to it and back: {e.Message}");
            return null;
        }
    }

    private static Tensor Compute(Tensor foreground, Grid grid, DistanceKind kind)
    {
        if (kind == DistanceKind.ToContour)
        {
            var contour = Contour(foreground, grid);
            return DeviceDistances.Compute(contour, grid).Replace(contour, 0);
        }

        var distances = DeviceDistances.Compute(foreground, grid);
        return kind switch
        {
            DistanceKind.Signed => where(foreground, where(HasBoundary(foreground), tensor(grid.SmallestStep), tensor(0.0)) - distances, distances),
            DistanceKind.Inverted => where(foreground, Invert(distances, foreground), Invert(distances, foreground.logical_not())),
            DistanceKind.InvertedUnscaled => distances.amax([1], keepdim: true) - distances,
            _ => distances,
        };
    }

    private static Tensor HasBoundary(Tensor foreground) => foreground.any(1, keepdim: true).logical_and(foreground.all(1, keepdim: true).logical_not());

    // Linearly to 1 for the smallest and 0 for the largest distance of a side; to 0 if they are equal.
    private static Tensor Invert(Tensor distances, Tensor side)
    {
        var farthest = distances.Replace(side.logical_not(), 0).amax([1], keepdim: true);
        var nearest = distances.Replace(side.logical_not(), double.PositiveInfinity).amin([1], keepdim: true);
        var range = farthest - nearest;
        return where(farthest.gt(nearest), (farthest - distances) / range, zeros_like(distances));
    }

    // The foreground pixels that touch the background, or the border, along an axis.
    private static Tensor Contour(Tensor foreground, Grid grid)
    {
        var image = foreground.reshape([foreground.shape[0], .. grid.Lengths.Select(static length => (long)length)]);
        var interior = image;
        for (var axis = 1; axis <= grid.Lengths.Length; axis++)
        {
            var length = image.shape[axis];
            if (length > 1)
            {
                var border = zeros_like(image.narrow(axis, 0, 1));
                Tensor[] inner = length > 2 ? [border, image.narrow(axis, 0, length - 2).logical_and(image.narrow(axis, 2, length - 2)), border] : [border, border];
                interior = interior.logical_and(cat(inner, axis));
            }
        }

        return image.logical_and(interior.logical_not()).reshape(foreground.shape).logical_and(HasBoundary(foreground)).contiguous();
    }
}
