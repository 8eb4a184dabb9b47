using UNetTrainer.Errors;
using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Reads masks: as values, or as classes.</summary>
internal static class MaskReader
{
    /// <summary>Counts the values of a mask.</summary>
    /// <exception cref="InputException">The file cannot be read, or is in colours that no label names.</exception>
    public static MaskValues ReadValues(string path, LabelMap labels, PictureChannels pictures) => MaskValues.Count(new(pictures.ReadMask(path), labels, path));

    /// <summary>Reads a mask as one class for each voxel.</summary>
    /// <exception cref="InputException">As <see cref="ReadValues"/>.</exception>
    public static Volume ReadClasses(string path, LabelMap labels, PictureChannels pictures = default)
    {
        var mask = pictures.ReadMask(path);
        var pixels = new MaskPixels(mask, labels, path);
        var map = IsZeroOrOne(pixels, labels, path) ? labels.CutAt(LabelMap.Binary.Cut) : labels;
        var classes = new float[pixels.Count];
        for (var i = 0; i < classes.Length; i++)
        {
            classes[i] = map.ClassOf(pixels[i]);
        }

        return mask with { Voxels = classes, Channels = 1 };
    }

    // Masks of 0 and 1 among others of 0 to 255 would be empty at the cut of the others.
    private static bool IsZeroOrOne(MaskPixels pixels, LabelMap labels, string path) =>
        labels.Cut > 1 && !ImageFile.IsLossy(path) && Enumerable.Range(0, pixels.Count).All(i => pixels[i] is 0 or 1);
}
