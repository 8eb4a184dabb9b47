using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>Counts of the pixels of one class.</summary>
/// <param name="Class">Name of the class.</param>
/// <param name="Confusion">Counts of the class against all others.</param>
internal sealed record ClassCounts(string Class, Confusion Confusion)
{
    /// <summary>Names the counts of each class but the background.</summary>
    /// <param name="names">Names of the classes, the background first.</param>
    /// <param name="counts">Counts of each class but the background.</param>
    public static ClassCounts[] Named(IReadOnlyList<string> names, IEnumerable<Confusion> counts) => [.. counts.Select((c, i) => new ClassCounts(names[i + 1], c))];
}
