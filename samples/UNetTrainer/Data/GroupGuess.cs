using System.Text.RegularExpressions;

namespace UNetTrainer.Data;

/// <summary>Guesses patients from the names of slices, as in <c>patient1_z036.png</c> and <c>P001-slice_12.tif</c>: what is before the number of the slice, if several files share it.</summary>
internal static partial class GroupGuess
{
    // Fewer groups are split in blocks, for which fewer files are too few.
    private const int FewestGroups = 3;
    private const int FewestInBlocks = 20;

    /// <summary>Returns the group of each case by the case's name; empty if the names show no groups.</summary>
    public static IReadOnlyDictionary<string, string> Find(IReadOnlyList<Case> cases, DataNotes notes)
    {
        var groups = cases.Select(static c => (c.Name, Group: PatientOf(c.Name) ?? c.Name)).ToDictionary(static c => c.Name, static c => c.Group);
        var sizes = groups.Values.CountBy(static g => g).OrderByDescending(static g => g.Value).ToArray();
        if (sizes.Length == 0 || sizes[0].Value < 2)
        {
            return new Dictionary<string, string>();
        }

        var (example, size) = (sizes[0].Key, sizes[0].Value);
        if (sizes.Length < FewestGroups && sizes[^1].Value < FewestInBlocks)
        {
            notes.Add([$"Names look like slices of {sizes.Length} patients, e.g. '{example}' with {size} files: too few to keep patients apart, so that files are split one by one. --group says otherwise."]);
            return new Dictionary<string, string>();
        }

        notes.Add([$"Files with one name before the number of the slice stay together: {sizes.Length} groups, e.g. '{example}' with {size} files. --group none splits them one by one; a regular expression or FILE.csv:column groups otherwise."]);
        return groups;
    }

    // A prefix without a number or a word for slices is no patient: image_001 and image_002 need not be neighbours.
    private static string? PatientOf(string name) =>
        Slice().Match(name) is { Success: true } match && (match.Groups["word"].Value is not ("" or "s") || match.Groups["patient"].Value.Any(char.IsAsciiDigit)) ? match.Groups["patient"].Value : null;

    [GeneratedRegex(@"^(?<patient>.*?)[_\-. ]*(?<word>(?<![a-z])(?:slice|slc|sl|frame|z|s)|)[_\-. ]*\d+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Slice();
}
