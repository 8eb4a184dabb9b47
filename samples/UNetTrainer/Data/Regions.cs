namespace UNetTrainer.Data;

/// <summary>Regions of nnU-Net that overlap, such as the whole tumour and its core, as classes that exclude each other: a label belongs to the smallest region that has it.</summary>
internal static class Regions
{
    /// <summary>Returns the lines of a label map without overlap, and a note if there was any.</summary>
    public static (IReadOnlyList<(string Name, int[] Labels)> Lines, IEnumerable<string> Notes) Separate(IReadOnlyList<(string Name, int[] Labels)> lines)
    {
        // Only lists overlap as regions; one label with two names is a mistake, which the label map tells.
        var owner = lines.SelectMany(static line => line.Labels, static (line, label) => (Line: line, Label: label))
            .GroupBy(static l => l.Label)
            .Where(static l => l.Count() > 1 && l.Any(static o => o.Line.Labels.Length > 1))
            .ToDictionary(static l => l.Key, static l => l.MinBy(static o => o.Line.Labels.Length).Line.Name);
        return owner.Count == 0
            ? (lines, [])
            : ([.. lines.Select(line => (line.Name, line.Labels.Where(label => owner.GetValueOrDefault(label, line.Name) == line.Name).ToArray()))],
                ["Regions overlap in dataset.json; classes here exclude each other: a label belongs to the smallest region that has it."]);
    }
}
