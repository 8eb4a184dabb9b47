using System.Globalization;
using UNetTrainer.Errors;
using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Brings a mask, or another modality, to the stored grid of its image by comparing both in world space.</summary>
internal static class Alignment
{
    // Cosine of about two degrees. Rounded quaternions differ by far less, another plane of a scan by far more.
    private const double SmallestCosine = 0.9994;

    // An origin may be off by a voxel, as between conventions of corner and centre.
    private const double LargestShift = 1.001;

    /// <summary>Returns a volume that belongs to an image with its voxels in the stored order of the image.</summary>
    /// <param name="mask">Mask or modality as stored.</param>
    /// <param name="maskPath">Its path, for messages.</param>
    /// <param name="image">Image as stored.</param>
    /// <param name="imagePath">Path of the image, for messages.</param>
    /// <param name="ignoreGeometry">Whether only shapes are compared.</param>
    /// <exception cref="InputException">Shapes differ, or both state a geometry and the spacing, orientation or place differs.</exception>
    public static Volume Bring(Volume mask, string maskPath, Volume image, string imagePath, bool ignoreGeometry)
    {
        var compares = !ignoreGeometry && mask.Geometry.IsStated && image.Geometry.IsStated;
        var toImage = compares ? Turn.ToRas(image.Geometry).Inverse : Turn.None;
        var turned = compares ? toImage.Apply(Turn.ToRas(mask.Geometry).Apply(mask)) : mask;
        if (turned.Shape != image.Shape)
        {
            throw new InputException($"'{imagePath}' has {image.Shape} voxels{KindOf(image)} and its mask '{maskPath}' {mask.Shape}{KindOf(mask)}; they must agree.");
        }

        var difference = ignoreGeometry ? null : SpacingDiffers(turned, image) ?? (compares ? PlaceDiffers(turned, image) : null);
        return difference is null
            ? turned with { Geometry = image.Geometry }
            : throw new InputException($"'{imagePath}' and its mask '{maskPath}' are not of the same place: {difference}. Resample the mask to the image, or give --ignore-geometry if only the header is wrong.");
    }

    private static string? SpacingDiffers(Volume mask, Volume image)
    {
        var (a, b) = (VoxelSpacing.From(image.Geometry), VoxelSpacing.From(mask.Geometry));

        // The distance to a neighbour that is not there says nothing.
        var same = new VoxelSpacing(image.Width > 1 ? b.X : a.X, image.Height > 1 ? b.Y : a.Y, image.Depth > 1 ? b.Z : a.Z).IsCloseTo(a);
        return mask.Geometry.HasSpacing && image.Geometry.HasSpacing && !same ? $"the image has a spacing of {a}, the mask of {b}" : null;
    }

    private static string? PlaceDiffers(Volume mask, Volume image)
    {
        var cosine = mask.Geometry.Steps.Zip(image.Geometry.Steps, static (a, b) => a.Dot(b) / (a.Length * b.Length)).Min();
        if (cosine < SmallestCosine)
        {
            return $"the orientation differs by {Text(Math.Acos(Math.Max(cosine, -1)) * 180 / Math.PI)} degrees";
        }

        var shift = Corners(image).Max(corner => Shift(mask.Geometry, image.Geometry, corner));
        return shift > LargestShift ? $"the image begins at {Text(image.Geometry.Origin)} mm, the mask at {Text(mask.Geometry.Origin)} mm, and they lie up to {Text(shift)} voxels apart" : null;
    }

    private static IEnumerable<Vector> Corners(Volume image) =>
        from x in new[] { 0, image.Width - 1 }
        from y in new[] { 0, image.Height - 1 }
        from z in new[] { 0, image.Depth - 1 }
        select new Vector(x, y, z);

    // Largest distance along one of the image's dimensions, in voxels.
    private static double Shift(Geometry mask, Geometry image, Vector voxel)
    {
        var apart = mask.World(voxel.X, voxel.Y, voxel.Z) - image.World(voxel.X, voxel.Y, voxel.Z);
        return image.Steps.Max(step => Math.Abs(apart.Dot(step)) / step.Dot(step));
    }

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Text(Vector place) => $"({Text(place.X)}, {Text(place.Y)}, {Text(place.Z)})";

    private static string KindOf(Volume volume) => volume.Kind.Length > 0 ? $" ({volume.Kind})" : "";
}
