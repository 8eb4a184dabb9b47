using UNetTrainer.Errors;
using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Image with normalised intensities (<see cref="Intensity"/>), and the mask of the image.</summary>
/// <param name="Name">Name of the case.</param>
/// <param name="Image">Normalised image.</param>
/// <param name="Mask">Class of each voxel, 0 for the background and <see cref="LabelMap.Ignored"/> for ignored voxels; has the image's shape.</param>
internal sealed record LabelledVolume(string Name, Volume Image, Volume Mask)
{
    /// <summary>Darkest value of the image, with which slices are padded.</summary>
    public float Background { get; } = Image.Voxels.Min();

    /// <summary>Reads and checks a case. A mask may well be all background: a healthy case.</summary>
    /// <param name="files">Paths of image and mask.</param>
    /// <param name="labels">Map from the mask's values to classes.</param>
    /// <exception cref="InputException">A file cannot be read, the shapes differ, or the image has no contrast.</exception>
    public static LabelledVolume Load(Case files, LabelMap labels)
    {
        var (image, mask) = (ImageStack.Read(files.ImagePaths), MaskReader.ReadClasses(files.MaskPath, labels));
        return image.Shape == mask.Shape
            ? new(files.Name, Normalize(files, image), mask)
            : throw new InputException($"'{files.ImagePath}' has {image.Shape} voxels and its mask '{files.MaskPath}' {mask.Shape}; they must agree.");
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
