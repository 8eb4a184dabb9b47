using LossDsl.Distances;
using static TorchSharp.torch;

namespace LossDsl;

/// <summary>
/// Computes the contours of masks: the foreground pixels that touch the background along an axis (4 neighbours in 2D, 6 in 3D). Pixels beyond the image's border are background, so
/// an object that is cut off there is closed along the border. Dimensions of length 1 have no border. A full mask, like an empty one, has no boundary in the image and no contour.
/// <para>
/// Contours give the average distance of a prediction's contour to the target's: sum(c * d) / sum(c) per image and class, with c the contour of the prediction and d the
/// <see cref="DistanceMap"/> of the target, <see cref="DistanceKind.ToContour"/>. If either contour is empty, sum(c * d) is 0, and the average is taken as 0.
/// </para>
/// </summary>
public static class ContourMap
{
    /// <summary>Computes the contour of each image and class of a mask: 1 on the contour, 0 elsewhere.</summary>
    /// <param name="mask">[B, C, ...], any real type, on any device. Pixels above 0.5 are foreground, all others (0.5 and NaN too) background.</param>
    /// <returns>A map of the mask's shape, on its device, float64 for a float64 mask and float32 for any other; it has no gradient.</returns>
    /// <exception cref="ArgumentException">The mask is not [B, C, ...], not real, or has more than 268 million pixels in an image.</exception>
    public static Tensor Compute(Tensor mask) => PlaneMap.Map(mask, Grid.Create(mask, spacing: null), Draw);

    private static void Draw(PlaneBuffer plane)
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
