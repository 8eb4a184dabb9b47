using UNetTrainer.Data;
using UNetTrainer.Errors;
using UNetTrainer.Imaging;

namespace UNetTrainer.Runs;

/// <summary>Chooses the file for the prediction of each image, before anything is computed.</summary>
internal static class PredictionPaths
{
    /// <summary>
    /// Returns images with the path of their prediction in a folder: <c>NAME_pred</c> with the extension, or <c>PARENT_NAME_pred</c> where images in several folders have one name.
    /// </summary>
    /// <param name="images">Paths of the images.</param>
    /// <param name="folder">Folder of the predictions.</param>
    /// <param name="extension">Function that returns the extension for an image; an empty one makes the path that of a folder, named as the image.</param>
    /// <exception cref="InputException">Two predictions would be one file.</exception>
    public static IReadOnlyList<(string Image, string Path)> Choose(IReadOnlyList<string> images, string folder, Func<string, string> extension)
    {
        var byName = images.GroupBy(image => Named(ImageFile.Stem(image), image), StringComparer.OrdinalIgnoreCase);
        var chosen = byName.SelectMany(group => group.Count() == 1
            ? [(Image: group.First(), Name: group.Key)]
            : group.Select(image => (Image: image, Name: Named($"{Parent(image)}_{ImageFile.Stem(image)}", image)))).ToArray();
        if (chosen.GroupBy(static c => c.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(static g => g.Count() > 1) is { } met)
        {
            var (one, other) = (met.First().Image, met.Skip(1).First().Image);
            throw new InputException($"The predictions of '{one}' and '{other}' would both be '{met.Key}': give them one after the other, each with an --out of its own.");
        }

        return [.. chosen.Select(c => (c.Image, Path.GetFullPath(Path.Combine(folder, c.Name))))];

        string Named(string stem, string image) => extension(image) is { Length: > 0 } end ? stem + FolderPairs.PredictionEnding + end : stem;
    }

    private static string Parent(string image) => Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(image))) ?? "";
}
