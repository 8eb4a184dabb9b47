using LossDsl;
using TorchSharp;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>
/// Compares the surfaces of two masks by exact distances. The surface of a mask is its voxels that touch the background along an axis; beyond the border of the volume is background.
/// The 95th percentile of the Hausdorff distance is taken over the union of both directed sets of distances, each from every surface voxel to the nearest one of the other surface
/// (Maier-Hein, Reinke et al. 2024, Metrics Reloaded). The normalised surface Dice counts surface voxels (Nikolov et al. 2021, who weigh them by area).
/// </summary>
internal static class SurfaceDistances
{
    /// <summary>Compares two masks.</summary>
    /// <param name="truth">True mask [D, H, W], bool. A picture has a depth of 1, and its border in that direction is no surface.</param>
    /// <param name="predicted">Predicted mask, same shape.</param>
    /// <param name="spacing">Distance of neighbouring voxels along each dimension.</param>
    /// <param name="tolerance">Distance in the unit of the spacing up to which surfaces agree.</param>
    public static SurfaceFigures Compare(Tensor truth, Tensor predicted, IReadOnlyList<double> spacing, double tolerance)
    {
        using var scope = NewDisposeScope();
        if (!truth.any().item<bool>())
        {
            return SurfaceFigures.Undefined;
        }

        if (!predicted.any().item<bool>())
        {
            return SurfaceFigures.NothingPredicted;
        }

        var box = Box(truth | predicted);
        var (first, second) = (Padded(truth, box), Padded(predicted, box));
        return SurfaceFigures.Compute([.. Directed(first, second, spacing), .. Directed(second, first, spacing)], tolerance);
    }

    // Distances of the surface of one mask to the surface of another.
    private static double[] Directed(Tensor from, Tensor to, IReadOnlyList<double> spacing)
    {
        var distances = DistanceMap.Compute(to, DistanceKind.ToContour, spacing);
        return distances.masked_select(ContourMap.Compute(from).gt(0.5)).data<double>().ToArray();
    }

    // First and last foreground voxel along each dimension. Outside of this box there is no surface, so that small structures cost little.
    private static (long First, long Last)[] Box(Tensor foreground)
    {
        var places = foreground.nonzero();
        var (low, high) = (places.amin([0]).data<long>().ToArray(), places.amax([0]).data<long>().ToArray());
        return [.. low.Zip(high)];
    }

    // A margin of background around the box, so that a mask that fills the box has a surface too. Pictures have no margin in depth.
    private static Tensor Padded(Tensor mask, (long First, long Last)[] box)
    {
        var depth = mask.shape[0] > 1 ? 1 : 0;
        for (var dimension = 0; dimension < box.Length; dimension++)
        {
            mask = mask.narrow(dimension, box[dimension].First, box[dimension].Last - box[dimension].First + 1);
        }

        var within = mask.to_type(float64)[TensorIndex.None, TensorIndex.None];
        return nn.functional.pad(within, [1, 1, 1, 1, depth, depth], PaddingModes.Constant, 0);
    }
}
