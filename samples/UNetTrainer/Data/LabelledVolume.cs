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

    /// <summary>Sentences about the files that the user should read.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Reads and checks a case.</summary>
    /// <param name="files">Paths of image and mask.</param>
    /// <param name="labels">Map from the mask's values to classes.</param>
    /// <param name="pictures">Channels that pictures are read with.</param>
    /// <exception cref="InputException">A file cannot be read, the shapes differ, or the mask of a volume is all background or all foreground.</exception>
    public static LabelledVolume Load(Case files, LabelMap labels, PictureChannels pictures = default)
    {
        var (image, mask) = (pictures.ReadImage(files.ImagePath), Luminance.ToGrey(pictures.ReadMask(files.MaskPath)));
        if (image.Shape != mask.Shape)
        {
            throw new InputException($"'{files.ImagePath}' has {image.Shape} voxels{KindOf(image)} and its mask '{files.MaskPath}' {mask.Shape}{KindOf(mask)}; they must agree.");
        }

        var classes = mask with { Voxels = Array.ConvertAll(mask.Voxels, v => (float)labels.ClassOf(v)) };
        var foreground = classes.Voxels.Count(static c => c > 0);

        // A single picture may well be all background or all foreground.
        if (mask.Depth > 1 && (foreground == 0 || foreground == mask.Voxels.Length))
        {
            throw new InputException($"The mask '{files.MaskPath}' has {(foreground == 0 ? "no voxel" : "only voxels")} of {Foreground(labels)}; both foreground and background were expected.");
        }

        return new(files.Name, Intensity.Normalize(image), classes) { Notes = [.. NotesOf(files.ImagePath, image), .. NotesOf(files.MaskPath, mask)] };
    }

    private static string Foreground(LabelMap labels) => labels == LabelMap.Binary ? "foreground, which is above 0.5" : $"a class of {string.Join(", ", labels.Names.Skip(1))}";

    private static string KindOf(Volume volume) => volume.Kind.Length > 0 ? $" ({volume.Kind})" : "";

    private static IEnumerable<string> NotesOf(string path, Volume volume) => volume.Notes.Select(n => $"'{path}': {n}.");
}
