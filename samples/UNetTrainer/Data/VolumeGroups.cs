using System.Text.RegularExpressions;

namespace UNetTrainer.Data;

/// <summary>Groups of volumes that must stay in one part, by the names of their cases.</summary>
/// <param name="groups">Group of a case by its name. A case that is missing is a group of its own.</param>
internal sealed partial class VolumeGroups(IReadOnlyDictionary<string, string> groups)
{
    /// <summary>Each volume is a group of its own.</summary>
    public static VolumeGroups Single { get; } = new(new Dictionary<string, string>());

    /// <summary>Returns the volumes of each group, groups in the order of their first volume.</summary>
    public IReadOnlyList<IReadOnlyList<Slice>[]> Divide(IReadOnlyList<IReadOnlyList<Slice>> volumes) => groups.Count == 0
        ? [.. volumes.Select(static v => new[] { v })]
        : [.. volumes.Where(static v => v.Count > 0).GroupBy(v => groups.GetValueOrDefault(v[0].Source.Name, v[0].Source.Name)).Select(static g => g.ToArray())];

    /// <summary>Returns the sequences of neighbouring slices in a group: each volume is one, and all pictures are one, by the numbers in their names.</summary>
    public static IEnumerable<IReadOnlyList<Slice>> Sequences(IReadOnlyList<Slice>[] group)
    {
        var pictures = group.Where(static v => v.Count == 1).SelectMany(static v => v).OrderBy(static s => Padded(s.Source.Name), StringComparer.Ordinal).ToArray();
        return pictures.Length > 1 ? group.Where(static v => v.Count > 1).Prepend(pictures) : group;
    }

    // Numbers of one length sort by value: z2 is before z10.
    private static string Padded(string name) => Number().Replace(name, static m => m.Value.PadLeft(12, '0'));

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
