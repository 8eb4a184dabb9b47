using System.Globalization;
using System.Text.RegularExpressions;
using UNetTrainer.Errors;
using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Names of nnU-Net: the modalities of a case are <c>case_0000.nii.gz</c>, <c>case_0001.nii.gz</c> and so on, its mask is <c>case.nii.gz</c>.</summary>
internal static partial class NnUnet
{
    /// <summary>Returns the name of the case of a modality's file, and the modality's number; null if the name has no such number.</summary>
    public static (string Case, int Modality)? Parse(string path)
    {
        var match = Numbered().Match(ImageFile.Stem(path));
        return match.Success ? (match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)) : null;
    }

    /// <summary>Returns the modalities of a case in order.</summary>
    /// <exception cref="InputException">A number is missing.</exception>
    public static IReadOnlyList<string> Ordered(string name, IEnumerable<string> files)
    {
        var ordered = files.OrderBy(static f => Parse(f)?.Modality).ToArray();
        var missing = Enumerable.Range(0, ordered.Length).FirstOrDefault(i => Parse(ordered[i])?.Modality != i, -1);
        return missing < 0 ? ordered : throw new InputException($"Case '{name}' has no image '{name}_{missing:0000}' beside '{ordered[^1]}'.");
    }

    /// <summary>Returns the cases of <c>imagesTr</c> and <c>labelsTr</c> in a folder.</summary>
    /// <param name="folder">Folder with both.</param>
    /// <param name="modalities">Number of modalities of each case.</param>
    /// <param name="ending">End of the files' names; null for any that is supported.</param>
    /// <exception cref="InputException">A folder, a mask or a modality is missing.</exception>
    public static IReadOnlyList<Case> Cases(string folder, int modalities, string? ending)
    {
        var masks = Files("labelsTr").GroupBy(static f => ImageFile.Stem(f)).ToDictionary(static g => g.Key, static g => g.First());
        var images = Files("imagesTr").ToLookup(static f => Parse(f)?.Case ?? ImageFile.Stem(f));
        return [.. images.Select(i => new Case(i.Key, Complete(i), masks.GetValueOrDefault(i.Key) ?? throw new InputException($"Case '{i.Key}' of imagesTr has no mask in labelsTr.")))];

        IEnumerable<string> Files(string name) => ImageFolder.List(Path.Combine(folder, name), "--decathlon").Where(f => ending is null || f.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

        IReadOnlyList<string> Complete(IGrouping<string, string> files) => files.Count() == modalities
            ? files.Count() == 1 ? [.. files] : Ordered(files.Key, files)
            : throw new InputException($"Case '{files.Key}' has {files.Count()} images in imagesTr; {modalities} were expected, one for each channel.");
    }

    [GeneratedRegex(@"^(.+)_(\d{4})$")]
    private static partial Regex Numbered();
}
