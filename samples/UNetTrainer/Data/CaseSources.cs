using UNetTrainer.Errors;
using UNetTrainer.Imaging;
using UNetTrainer.Wording;

namespace UNetTrainer.Data;

/// <summary>Finds the cases of a data set on the disk, by one method for each layout of folders.</summary>
internal static class CaseSources
{
    private const string NfbsImage = "_T1w.nii.gz";
    private const string NfbsMask = "_T1w_brainmask.nii.gz";

    /// <summary>Returns the bundled heads, whose files lie beside the executable: Colin27, and another person's if both are wanted.</summary>
    public static IReadOnlyList<Case> Bundled(bool both) => [.. (both ? new[] { "colin27", "itk-head" } : ["colin27"]).SelectMany(Bundled)];

    private static IReadOnlyList<Case> Bundled(string name)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "data", name);
        var bundled = new Case(name, Path.Combine(folder, $"{name}_T1w.nii.gz"), Path.Combine(folder, $"{name}_brainmask.nii.gz"));
        return File.Exists(bundled.ImagePath) && File.Exists(bundled.MaskPath)
            ? [bundled]
            : throw new InputException($"The bundled sample is missing in '{folder}': build the project again, or give --image and --mask, or --nfbs.");
    }

    /// <summary>Pairs images and masks, one to one in the order given. The modalities of an image are joined by <c>+</c>, as in <c>t1.nii.gz+t2.nii.gz</c>.</summary>
    public static IReadOnlyList<Case> Pairs(IReadOnlyList<string> images, IReadOnlyList<string> masks)
    {
        if (images.Count != masks.Count)
        {
            throw new InputException($"--image was given {Plural.Of(images.Count, "time")} and --mask {Plural.Of(masks.Count, "time")}; each image needs its mask, in the same order.");
        }

        return [.. images.Zip(masks, static (image, mask) => new Case(ImageFile.Stem(Modalities(image)[0]), Modalities(image), mask))];
    }

    /// <summary>
    /// Finds the cases in a folder of the Neurofeedback Skull-stripped repository: every <c>*_T1w.nii.gz</c> at any depth with its <c>*_T1w_brainmask.nii.gz</c>
    /// (or <c>*_brainmask.nii.gz</c>) beside it. The skull-stripped <c>*_T1w_brain.nii.gz</c> is never an image.
    /// </summary>
    public static IReadOnlyList<Case> Nfbs(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new InputException($"There is no folder '{folder}' (--nfbs).");
        }

        // The end of the name keeps *_T1w_brain and *_T1w_brainmask out.
        var images = Directory.EnumerateFiles(folder, "*" + NfbsImage, SearchOption.AllDirectories).Where(static f => !ImageFolder.IsHidden(f)).Order(StringComparer.Ordinal).ToArray();
        return images.Length > 0
            ? [.. images.Select(static image => new Case(ImageFile.Stem(image), image, MaskBeside(image)))]
            : throw new InputException($"'{folder}' holds no image named *{NfbsImage} at any depth (--nfbs).");
    }

    // A file whose own name has a + comes first.
    private static string[] Modalities(string image) => File.Exists(image) ? [image] : image.Split('+', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } paths ? paths : [image];

    private static string MaskBeside(string image)
    {
        var stem = image[..^NfbsImage.Length];
        string[] candidates = [stem + NfbsMask, stem + "_brainmask.nii.gz"];
        return candidates.FirstOrDefault(File.Exists)
            ?? throw new InputException($"Beside '{image}' a mask named '{Path.GetFileName(candidates[0])}' was expected; there is none.");
    }
}
