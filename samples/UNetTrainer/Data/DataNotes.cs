namespace UNetTrainer.Data;

/// <summary>What a user should know about the data before training: how masks were read, what was left out, how cases were grouped. A line each, none twice.</summary>
internal sealed class DataNotes
{
    private readonly List<string> lines = [];

    /// <summary>Notes in the order in which they were made.</summary>
    public IReadOnlyList<string> Lines => lines;

    /// <summary>Adds notes, except those that are there.</summary>
    public void Add(params IEnumerable<string> notes) => lines.AddRange(notes.Distinct().Except(lines).ToArray());
}
