using UNetTrainer.Errors;
using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Pairs the files of a folder of images with those of a folder of masks, by name.</summary>
internal static class FolderPairs
{
    /// <summary>End of the names of predicted masks. No data set is known to use it for truth, so that no prediction is taken for a mask.</summary>
    public const string PredictionEnding = "_pred";

    private static readonly string[] MaskEndings = ["", "_mask", "-mask", "_seg", "_segmentation", "_label", "_labels", "_gt"];

    /// <summary>
    /// Returns the images of a folder with their masks. A mask has the image's name, or that name with <c>_mask</c>, <c>_seg</c>, <c>_label</c> or the like at its end.
    /// Extensions may differ.
    /// </summary>
    /// <exception cref="InputException">A folder is missing or empty, or an image has no mask, or more than one.</exception>
    public static IReadOnlyList<Case> Find(string images, string masks)
    {
        var byStem = Files(masks, "--mask-folder").ToLookup(static f => ImageFile.Stem(f), StringComparer.OrdinalIgnoreCase);
        var together = Path.GetFullPath(images) == Path.GetFullPath(masks);
        return [.. Files(images, "--image-folder").Where(f => !together || !IsMask(f)).Select(image => new Case(ImageFile.Stem(image), image, MaskOf(image, byStem, masks)))];
    }

    /// <summary>Returns the images of a folder. A file that is named as the mask of another one in the folder is no image.</summary>
    /// <exception cref="InputException">The folder is missing or has no image.</exception>
    public static IReadOnlyList<string> Images(string folder)
    {
        var files = Files(folder, "--image-folder");
        var stems = files.Select(static f => ImageFile.Stem(f)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. files.Where(f => !MaskEndings.Skip(1).Append(PredictionEnding).Any(ending => IsOf(ImageFile.Stem(f), ending)))];

        bool IsOf(string stem, string ending) => stem.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && stems.Contains(stem[..^ending.Length]);
    }

    private static bool IsMask(string path) => MaskEndings.Skip(1).Any(ending => ImageFile.Stem(path).EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static string MaskOf(string image, ILookup<string, string> masks, string folder)
    {
        var stem = ImageFile.Stem(image);
        var candidates = MaskEndings.SelectMany(ending => masks[stem + ending]).Where(mask => !Path.GetFullPath(mask).Equals(Path.GetFullPath(image), StringComparison.Ordinal)).Distinct().ToArray();
        return candidates.Length == 1
            ? candidates[0]
            : throw new InputException(candidates.Length == 0
                ? $"'{image}' has no mask in '{folder}': a file with the same name was expected, or with one of {string.Join(", ", MaskEndings.Skip(1))} after it."
                : $"'{image}' has {candidates.Length} masks in '{folder}', '{Path.GetFileName(candidates[0])}' and '{Path.GetFileName(candidates[1])}'; one was expected.");
    }

    private static string[] Files(string folder, string option)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputException($"There is no folder '{folder}' ({option}).");
        }

        var files = Directory.EnumerateFiles(folder).Where(static f => ImageFile.IsKnown(f)).Order(StringComparer.Ordinal).ToArray();
        return files.Length > 0 ? files : throw new InputException(Directory.EnumerateFiles(folder).Any(Dicom.IsNamed)
            ? $"'{folder}' ({option}) holds DICOM files, which are not read: convert them to NIfTI, as by 'dcm2niix -z y -o scans {folder}'."
            : $"'{folder}' holds no image ({option}); files named {ImageFile.Supported} were expected.");
    }
}
