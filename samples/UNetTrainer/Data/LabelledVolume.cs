using UNetTrainer.Errors;
using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Image with normalised intensities (<see cref="Intensity"/>), and the mask of the image.</summary>
/// <param name="Name">Name of the case.</param>
/// <param name="Image">Normalised image.</param>
/// <param name="Mask">Class of each voxel, 0 for the background; has the image's shape.</param>
internal sealed record LabelledVolume(string Name, Volume Image, Volume Mask)
{
    /// <summary>Darkest value of the image, with which slices are padded.</summary>
    public float Background { get; } = Image.Voxels.Min();

    /// <summary>Facts about the image as it was read.</summary>
    public CaseFacts Facts { get; init; } = CaseFacts.Unknown;

    /// <summary>Reads and checks a case.</summary>
    /// <param name="files">Paths of image and mask.</param>
    /// <param name="labels">Map from the mask's values to classes.</param>
    /// <exception cref="InputException">A file cannot be read, the shapes differ, the image has no contrast, or the mask of a volume is all background or all foreground.</exception>
    public static LabelledVolume Load(Case files, LabelMap labels)
    {
        var (image, mask) = (ImageFile.Read(files.ImagePath), ImageFile.Read(files.MaskPath));
        if (image.Shape != mask.Shape)
        {
            throw new InputException($"'{files.ImagePath}' has {image.Shape} voxels and its mask '{files.MaskPath}' {mask.Shape}; they must agree.");
        }

        var classes = mask with { Voxels = Array.ConvertAll(mask.Voxels, v => (float)labels.ClassOf(v)) };
        var foreground = classes.Voxels.Count(static c => c > 0);

        // A single picture may well be all background or all foreground.
        if (mask.Depth > 1 && (foreground == 0 || foreground == mask.Voxels.Length))
        {
            throw new InputException($"The mask '{files.MaskPath}' has {(foreground == 0 ? "no voxel" : "only voxels")} of {Foreground(labels)}; both foreground and background were expected.");
        }

        return new(files.Name, Normalize(files, image), classes) { Facts = CaseFacts.Measure(image) };
    }

    private static string Foreground(LabelMap labels) => labels == LabelMap.Binary ? "foreground, which is above 0.5" : $"a class of {string.Join(", ", labels.Names.Skip(1))}";

    private static Volume Normalize(Case files, Volume image)
    {
        try
        {
            return Intensity.Normalize(image);
        }
        catch (InputException e)
        {
            throw new InputException($"Cannot use '{files.ImagePath}': {e.Message}.", e);
        }
    }
}
