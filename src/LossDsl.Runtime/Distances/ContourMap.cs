using LossDsl.Distances;
using static TorchSharp.torch;

namespace LossDsl;

/// <summary>
/// Contours of masks: the foreground pixels that touch the background along an axis (4 neighbours in 2D, 6 in 3D). Beyond the image's border lies background, so an object that
/// is cut off there is closed along the border; a dimension of length 1 does not count. A full mask, like an empty one, has no boundary in the image and therefore no contour.
/// <para>
/// The average distance of a prediction's contour to the target's is sum(c * d) / sum(c) per image and class, with c the contour of the prediction and d
/// <see cref="DistanceMap"/> of the target, <see cref="DistanceKind.ToContour"/>; where either contour is empty it is taken as 0, and sum(c * d) is 0 then.
/// </para>
/// </summary>
public static class ContourMap
{
    /// <summary>The contour of each image and class of a mask: 1 on it, 0 elsewhere.</summary>
    /// <param name="mask">[B, C, ...], any real type, on any device. Pixels above 0.5 are foreground, all others (0.5 and NaN too) background.</param>
    /// <returns>A map of the mask's shape, on its device, float64 for a float64 mask and float32 for any other; it has no gradient.</returns>
    /// <exception cref="ArgumentException">The mask is not [B, C, ...] or not real.</exception>
    public static Tensor Compute(Tensor mask) => PlaneMap.Map(mask, Grid.Create(mask, spacing: null), Draw);

    private static void Draw(Plane plane)
    {
        Contour.Draw(plane);
        var contour = plane.Mask;
        var values = plane.Values;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = contour[i] ? 1 : 0;
        }
    }
}
