using UNetTrainer.Errors;
using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Pairs the files of a folder of images with those of a folder of masks, by name.</summary>
internal sealed class FolderPairs
{
    /// <summary>End of the names of predicted masks. No data set is known to use it for truth, so that no prediction is taken for a mask.</summary>
    public const string PredictionEnding = "_pred";

    private static readonly string[] MaskEndings = ["", "_mask", "-mask", "_seg", "_segmentation", "_label", "_labels", "_gt"];

    private readonly string folder;
    private readonly ILookup<string, string> masks;

    private FolderPairs(string folder) => (this.folder, masks) = (folder, ImageFolder.List(folder, "--mask-folder").ToLookup(static f => ImageFile.Stem(f), StringComparer.OrdinalIgnoreCase));

    /// <summary>
    /// Returns the images of a folder with their masks. A mask has the image's name, or that name with <c>_mask</c>, <c>_seg</c>, <c>_label</c> or the like at its end.
    /// Extensions may differ. Images <c>a_0000</c>, <c>a_0001</c> beside a mask <c>a</c> are modalities of one case.
    /// </summary>
    /// <exception cref="InputException">A folder is missing or empty, or an image has no mask, or more than one.</exception>
    public static IReadOnlyList<Case> Find(string images, string masks)
    {
        var pairs = new FolderPairs(masks);
        var together = Path.GetFullPath(images) == Path.GetFullPath(masks);
        var files = Without([PredictionEnding], ImageFolder.List(images, "--image-folder")).Where(f => !together || !IsMask(f)).ToArray();
        var modalities = files.Where(pairs.IsModality).GroupBy(static f => NnUnet.Parse(f)!.Value.Case).Select(pairs.CaseOf).ToArray();
        var single = files.Where(f => !pairs.IsModality(f) && !(together && modalities.Any(m => m.MaskPath == f)));
        return [.. single.Select(image => new Case(ImageFile.Stem(image), image, pairs.MaskOf(image, ImageFile.Stem(image)))).Concat(modalities).OrderBy(static c => c.ImagePath, StringComparer.Ordinal)];
    }

    /// <summary>Returns the images of a folder. A file that is named as the mask or the prediction of another one in the folder is no image.</summary>
    /// <exception cref="InputException">The folder is missing or has no image.</exception>
    public static IReadOnlyList<string> Images(string folder) => Without([.. MaskEndings.Skip(1), PredictionEnding], ImageFolder.List(folder, "--image-folder"));

    // Files whose name is not that of another file with one of the endings.
    private static string[] Without(IReadOnlyList<string> endings, string[] files)
    {
        var stems = files.Select(static f => ImageFile.Stem(f)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. files.Where(f => !endings.Any(ending => IsOf(ImageFile.Stem(f), ending)))];

        bool IsOf(string stem, string ending) => stem.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && stems.Contains(stem[..^ending.Length]);
    }

    private static bool IsMask(string path) => MaskEndings.Skip(1).Any(ending => ImageFile.Stem(path).EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    // A number at the end is part of the name unless a mask goes without it.
    private bool IsModality(string image) => NnUnet.Parse(image) is { Case: var name } && Candidates(image, ImageFile.Stem(image)).Length == 0 && Candidates(image, name).Length > 0;

    private Case CaseOf(IGrouping<string, string> files) => new(files.Key, NnUnet.Ordered(files.Key, files), MaskOf(files.First(), files.Key));

    private string MaskOf(string image, string name) => Candidates(image, name) switch
    {
        [var mask] => mask,
        [] => throw new InputException($"'{image}' has no mask in '{folder}': a file with the same name was expected, or with one of {string.Join(", ", MaskEndings.Skip(1))} after it."),
        var several => throw new InputException($"'{image}' has {several.Length} masks in '{folder}', '{Path.GetFileName(several[0])}' and '{Path.GetFileName(several[1])}'; one was expected."),
    };

    private string[] Candidates(string image, string name) =>
        [.. MaskEndings.SelectMany(ending => masks[name + ending]).Where(mask => !Path.GetFullPath(mask).Equals(Path.GetFullPath(image), StringComparison.Ordinal)).Distinct()];
}
