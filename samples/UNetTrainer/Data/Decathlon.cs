using System.Text.Json;
using UNetTrainer.Errors;
using UNetTrainer.Imaging;
using UNetTrainer.Wording;

namespace UNetTrainer.Data;

/// <summary>
/// Task of the Medical Segmentation Decathlon (Antonelli et al. 2022) or data set of nnU-Net (Isensee et al. 2021): a folder with a <c>dataset.json</c> that names the labels
/// and the training images with their masks. Its test images have no masks and are not used.
/// </summary>
internal sealed record Decathlon(IReadOnlyList<Case> Cases, LabelMap Labels)
{
    /// <summary>What a user may not expect of the labels.</summary>
    public IEnumerable<string> Notes { get; private init; } = [];

    /// <summary>Reads the folder's <c>dataset.json</c>.</summary>
    /// <exception cref="InputException">The file is missing, is malformed, or names files outside the folder.</exception>
    public static Decathlon Open(string folder)
    {
        var path = Path.Combine(folder, "dataset.json");
        try
        {
            var task = DatasetFile.Read(path);
            var cases = CasesOf(task, folder);
            if (cases.Count == 0 || task.Labels is not { Count: > 0 })
            {
                throw new InputException("it lists no training images, or no labels");
            }

            var (lines, notes) = Regions.Separate([.. task.Lines()]);
            return new(cases, LabelMap.Create(lines, path)) { Notes = notes };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InputException)
        {
            throw new InputException($"Cannot use '{path}' (--decathlon): {(e is JsonException json ? JsonProblem.Describe(json) : e.Message.TrimEnd('.'))}.", e);
        }
    }

    private static IReadOnlyList<Case> CasesOf(DatasetFile task, string folder) => task switch
    {
        { Training.Count: > 0 } => [.. task.Training.Where(static p => p?.Image is null || !ImageFolder.IsHidden(p.Image)).Select(p => CaseOf(p, task.Modalities, folder))],
        { Dataset.Count: > 0 } => [.. task.Dataset.Select(e => CaseOf(e.Key, e.Value, folder))],
        { ChannelNames: not null } or { FileEnding: not null } => NnUnet.Cases(folder, task.Modalities, task.FileEnding),
        _ => [],
    };

    private static Case CaseOf(DatasetFile.Pair? pair, int modalities, string folder) => pair is { Image: not null, Label: not null }
        ? new(ImageFile.Stem(pair.Image), ImagesOf(Within(folder, pair.Image), modalities), Within(folder, pair.Label))
        : throw new InputException("a training case has no image or no label");

    private static Case CaseOf(string name, DatasetFile.Entry? entry, string folder) => entry is { Images.Count: > 0, Label: not null }
        ? new(name, [.. entry.Images.Select(i => Within(folder, i ?? ""))], Within(folder, entry.Label))
        : throw new InputException($"case '{name}' has no images or no label");

    // Version 1 of nnU-Net lists case.nii.gz, but the files are case_0000.nii.gz and so on, one for each modality.
    private static IReadOnlyList<string> ImagesOf(string path, int modalities)
    {
        var stem = ImageFile.Stem(path);
        var numbered = Enumerable.Range(0, modalities).Select(i => Path.Combine(Path.GetDirectoryName(path)!, $"{stem}_{i:0000}{Path.GetFileName(path)[stem.Length..]}")).ToArray();
        return !File.Exists(path) && File.Exists(numbered[0]) ? numbered : [path];
    }

    // The file may come from anywhere, so it may name only files of its own folder.
    private static string Within(string folder, string name)
    {
        var path = Path.GetFullPath(Path.Combine(folder, name));
        return path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new InputException($"'{name}' lies outside of the folder");
    }
}
