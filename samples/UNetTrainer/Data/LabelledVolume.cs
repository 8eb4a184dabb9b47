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

    /// <summary>Facts about the image as it was read.</summary>
    public CaseFacts Facts { get; init; } = CaseFacts.Unknown;

    /// <summary>Sentences about the files that the user should read.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Reads and checks a case. A mask may well be all background: a healthy case.</summary>
    /// <param name="files">Paths of image and mask.</param>
    /// <param name="labels">Map from the mask's values to classes.</param>
    /// <param name="rules">Rules by which the grid of the files becomes that of the network.</param>
    /// <exception cref="InputException">A file cannot be read, or the mask lies elsewhere than the image.</exception>
    public static LabelledVolume Load(Case files, LabelMap labels, GridRules? rules = null)
    {
        rules ??= GridRules.Default;
        var stored = ImageStack.Read(files.ImagePaths, rules.ReadImage);
        var (image, mask) = rules.Align(files, stored, MaskReader.ReadClasses(files.MaskPath, labels, rules.Pictures));
        return new(files.Name, Intensity.Normalize(image), mask)
        {
            Facts = CaseFacts.Measure(stored) with { Geometry = image.Geometry },
            Notes = [.. NotesOf(files.ImagePath, image), .. NotesOf(files.MaskPath, mask)],
        };
    }

    private static IEnumerable<string> NotesOf(string path, Volume volume) => volume.Notes.Select(n => $"'{path}': {n}.");
}
