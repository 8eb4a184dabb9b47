using System.Globalization;
using System.Text.Json;
using UNetTrainer.Errors;
using UNetTrainer.Imaging;
using UNetTrainer.Wording;

namespace UNetTrainer.Data;

/// <summary>
/// Task of the Medical Segmentation Decathlon (Antonelli et al. 2022): a folder with a <c>dataset.json</c> that lists the training images
/// with their masks and names the labels. Its test images have no masks and are not used.
/// </summary>
internal sealed record Decathlon(IReadOnlyList<Case> Cases, LabelMap Labels)
{
    /// <summary>Reads the folder's <c>dataset.json</c>.</summary>
    /// <exception cref="InputException">The file is missing, is malformed, or names files outside the folder.</exception>
    public static Decathlon Open(string folder)
    {
        var path = Path.Combine(folder, "dataset.json");
        try
        {
            var task = JsonSerializer.Deserialize<TaskFile>(File.ReadAllBytes(path), JsonSerializerOptions.Web);
            return task is { Training.Count: > 0, Labels.Count: > 0 }
                ? new([.. task.Training.Select(p => CaseOf(p, folder))], LabelMap.OfNames(task.Labels.Select(static l => KeyValuePair.Create(Number(l.Key), l.Value)), path))
                : throw new InputException("it lists no training images, or no labels");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InputException)
        {
            throw new InputException($"Cannot use '{path}' (--decathlon): {(e is JsonException json ? JsonProblem.Describe(json) : e.Message.TrimEnd('.'))}.", e);
        }
    }

    private static Case CaseOf(Pair? pair, string folder) => pair is { Image: not null, Label: not null }
        ? new(ImageFile.Stem(pair.Image), Within(folder, pair.Image), Within(folder, pair.Label))
        : throw new InputException("a training case has no image or no label");

    // The file may come from anywhere, so it may name only files of its own folder.
    private static string Within(string folder, string name)
    {
        var path = Path.GetFullPath(Path.Combine(folder, name));
        return path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new InputException($"'{name}' lies outside of the folder");
    }

    private static int Number(string label) => int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= ushort.MaxValue
        ? number
        : throw new InputException($"label '{label}' is no number; labels as in \"1\": \"liver\" were expected");

    private sealed record TaskFile(IReadOnlyDictionary<string, string>? Labels, IReadOnlyList<Pair?>? Training);

    private sealed record Pair(string? Image, string? Label);
}
