namespace UNetTrainer.Data;

/// <summary>Describes which cases each part of a split has, and how many slices are in no part for which reason.</summary>
/// <param name="cases">All cases.</param>
/// <param name="split">Split of their slices.</param>
internal sealed class PartOverview(IReadOnlyList<ISliceSource> cases, Split split)
{
    private readonly Dictionary<Slice, Part> parts = new[] { (Part.Training, split.Training), (Part.Validation, split.Validation), (Part.Test, split.Test) }
        .SelectMany(static p => p.Item2.Select(s => (Slice: s, Part: p.Item1)))
        .ToDictionary(static p => p.Slice, static p => p.Part);

    /// <summary>Returns the cases of each part, with the number of slices that the part has of them.</summary>
    public IReadOnlyList<(Part Part, IReadOnlyList<(ISliceSource Case, int Slices)> Cases)> Cases =>
        [.. parts.GroupBy(static p => p.Value).OrderBy(static g => g.Key).Select(static g =>
            (g.Key, (IReadOnlyList<(ISliceSource, int)>)[.. g.GroupBy(static p => p.Key.Source).Select(static c => (c.Key, c.Count()))]))];

    /// <summary>Returns the number of slices in no part, by the reason.</summary>
    public IReadOnlyList<(string Reason, int Slices)> LeftOut =>
        [.. cases.SelectMany(Reasons).CountBy(static r => r).Select(static r => (r.Key, r.Value))];

    private IEnumerable<string> Reasons(ISliceSource source)
    {
        var slices = Slice.All(source).ToArray();
        var places = slices.Select(s => parts.TryGetValue(s, out var part) ? part : (Part?)null).ToArray();
        return slices.Where(s => places[s.Index] is null).Select(s => Reason(s, places[..s.Index].LastOrDefault(static p => p is not null), places[s.Index..].FirstOrDefault(static p => p is not null)));
    }

    private static string Reason(Slice slice, Part? before, Part? after) => (slice, before, after) switch
    {
        ({ IsBlank: true }, _, _) => "blank: nothing was scanned there",
        (_, not null, not null) when before != after => "neighbours of another part's slices (--gap)",
        ({ Foreground: 0 }, _, _) => "training slices without foreground (--empty-slices drop)",
        _ => "in no part of the split",
    };
}
