using LossDsl.Distances;
using static TorchSharp.torch;

namespace LossDsl;

/// <summary>
/// Computes exact Euclidean distance maps of masks in any number of spatial dimensions. The algorithm is separable and linear in the number of pixels
/// (Felzenszwalb and Huttenlocher 2012, "Distance Transforms of Sampled Functions").
/// The map of a target never changes: compute it once, when the sample is loaded.
/// </summary>
public static class DistanceMap
{
    /// <summary>Computes the map of each image and class of a mask.</summary>
    /// <param name="mask">[B, C, ...], any real type, on any device. Pixels above 0.5 are foreground, all others (0.5 and NaN too) background.</param>
    /// <param name="kind">The content of the map: distance, sign and scale.</param>
    /// <param name="spacing">
    /// The distance of neighbouring pixels along each spatial dimension, in the order of the mask's dimensions, in any unit, e.g. mm. Each is in [1e-15, 1e15]. Null for 1.
    /// </param>
    /// <returns>
    /// A map of the mask's shape, on its device, float64 for a float64 mask and float32 for any other; it has no gradient.
    /// A mask on a CUDA device is not copied to the CPU, if kernels can run there; a mask on any other device is, and the map back.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The mask is not [B, C, ...], not real, or has more than 268 million pixels in an image; or the spacing does not have one number in range for each spatial dimension.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The kind is not a member of <see cref="DistanceKind"/>.</exception>
    public static Tensor Compute(Tensor mask, DistanceKind kind, IReadOnlyList<double>? spacing = null)
    {
        Action<PlaneBuffer> compute = kind switch
        {
            DistanceKind.Euclidean => Euclidean,
            DistanceKind.Signed => Signed,
            DistanceKind.Inverted => Inverted,
            DistanceKind.InvertedUnscaled => InvertedUnscaled,
            DistanceKind.ToContour => ToContour,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, $"There is no such {nameof(DistanceKind)}; there are {string.Join(", ", Enum.GetNames<DistanceKind>())}."),
        };
        var grid = Grid.Create(mask, spacing);
        return DeviceMap.TryCompute(mask, grid, kind) ?? PlaneMap.Map(mask, grid, compute);
    }

    private static void Euclidean(PlaneBuffer plane) => BoundaryDistance.Compute(plane);

    private static void Signed(PlaneBuffer plane)
    {
        BoundaryDistance.Compute(plane);
        var mask = plane.Mask;
        var d = plane.Values;
        var edge = plane.HasBoundary ? plane.Grid.SmallestStep : 0;
        for (var i = 0; i < d.Length; i++)
        {
            d[i] = mask[i] ? edge - d[i] : d[i];
        }
    }

    private static void Inverted(PlaneBuffer plane)
    {
        BoundaryDistance.Compute(plane);
        var mask = plane.Mask;
        var d = plane.Values;
        var (inside, outside) = (DistanceRange.Measure(plane, side: true), DistanceRange.Measure(plane, side: false));
        for (var i = 0; i < d.Length; i++)
        {
            d[i] = (mask[i] ? inside : outside).Invert(d[i]);
        }
    }

    private static void InvertedUnscaled(PlaneBuffer plane)
    {
        BoundaryDistance.Compute(plane);
        var d = plane.Values;
        var farthest = Math.Max(DistanceRange.Measure(plane, side: true).Farthest, DistanceRange.Measure(plane, side: false).Farthest);
        for (var i = 0; i < d.Length; i++)
        {
            d[i] = farthest - d[i];
        }
    }

    private static void ToContour(PlaneBuffer plane)
    {
        Contour.Draw(plane);
        BoundaryDistance.Compute(plane);
        var contour = plane.Mask;
        var d = plane.Values;
        for (var i = 0; i < d.Length; i++)
        {
            d[i] = contour[i] ? 0 : d[i];
        }
    }
}
