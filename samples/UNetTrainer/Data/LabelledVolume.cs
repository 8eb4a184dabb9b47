using UNetTrainer.Errors;
using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>An image with normalised intensities (<see cref="Intensity"/>) and its mask.</summary>
/// <param name="Name">The name of the case.</param>
/// <param name="Image">The normalised image.</param>
/// <param name="Mask">1 in the foreground, 0 elsewhere; of the image's shape.</param>
internal sealed record LabelledVolume(string Name, Volume Image, Volume Mask)
{
    private const float ForegroundAbove = 0.5f;

    /// <summary>The darkest value of the image, which slices are padded with.</summary>
    public float Background { get; } = Image.Voxels.Min();

    /// <summary>Reads and checks a case. A mask's voxel is foreground when its value exceeds 0.5.</summary>
    /// <exception cref="InputException">A file cannot be read, the shapes differ, the image has no contrast, or the mask is of one value.</exception>
    public static LabelledVolume Load(Case files)
    {
        var (image, mask) = (NiftiReader.Read(files.ImagePath), NiftiReader.Read(files.MaskPath));
        if (image.Shape != mask.Shape)
        {
            throw new InputException($"'{files.ImagePath}' has {image.Shape} voxels and its mask '{files.MaskPath}' {mask.Shape}; they must agree.");
        }

        var foreground = mask.Voxels.Count(static v => v > ForegroundAbove);
        if (foreground == 0 || foreground == mask.Voxels.Length)
        {
            throw new InputException($"The mask '{files.MaskPath}' has {(foreground == 0 ? "no voxel" : "only voxels")} above {ForegroundAbove}; both foreground and background were expected.");
        }

        return new(files.Name, Normalize(files, image), mask with { Voxels = Array.ConvertAll(mask.Voxels, static v => v > ForegroundAbove ? 1f : 0f) });
    }

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
