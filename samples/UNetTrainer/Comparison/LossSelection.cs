using LossDsl;
using UNetTrainer.Errors;
using UNetTrainer.Training;
using UNetTrainer.Wording;

namespace UNetTrainer.Comparison;

/// <summary>Parses the losses to compare: names of losses and families, <c>survey</c> (the losses of the survey's table) and <c>all</c>, joined by commas.</summary>
internal static class LossSelection
{
    /// <summary>Word for all losses of the catalog.</summary>
    public const string All = "all";

    /// <summary>Word for the losses of the survey's table.</summary>
    public const string Survey = "survey";

    /// <summary>Returns the words that name several losses of a catalog at once.</summary>
    public static IEnumerable<string> Groups(Catalog catalog) =>
        [All, Survey, .. catalog.Select(static e => e.Metadata.Family).Where(static f => f != LossFamily.Unspecified).Distinct().Order().Select(Word)];

    /// <summary>
    /// Returns the losses that a selection names, each once, in the order of the selection. The losses of a group are in the order of the catalog, without those that the trainer
    /// cannot feed.
    /// </summary>
    /// <exception cref="InputException">A word names neither a loss nor a group, or a loss that the trainer cannot feed.</exception>
    public static IReadOnlyList<CatalogEntry> Parse(string selection, Catalog catalog)
    {
        var words = selection.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0
            ? [.. words.SelectMany(word => Named(word, catalog)).DistinctBy(static e => e.Metadata.Name)]
            : throw new InputException($"--losses '{selection}' names no loss. {Expected(catalog)}");
    }

    // A name of both a loss and a family means the loss.
    private static IEnumerable<CatalogEntry> Named(string word, Catalog catalog)
    {
        if (catalog.TryGet(word, out var entry))
        {
            LossInputs.RequireNone(entry.Metadata);
            return [entry];
        }

        var entries = word.ToLowerInvariant() switch
        {
            All => catalog.Where(IsFed),
            Survey => SurveyTable.Jadon2020.Losses.Where(f => catalog.TryGet(f.Loss, out _)).Select(f => catalog[f.Loss]),
            var family => catalog.Where(e => Word(e.Metadata.Family) == family && IsFed(e)),
        };
        return entries.Any() ? entries : throw new InputException($"--losses: there is no loss or family '{word}'. {Expected(catalog)}{NearestName.Ask(word, Groups(catalog).Concat(catalog.Select(static e => e.Metadata.Name)))}");
    }

    private static bool IsFed(CatalogEntry entry) => LossInputs.AreKnown(entry.Metadata);

    private static string Word(LossFamily family) => family.ToString().ToLowerInvariant();

    private static string Expected(Catalog catalog) =>
        $"Expected were, joined by commas: {string.Join(", ", Groups(catalog))}, or names: {string.Join(", ", catalog.Select(static e => e.Metadata.Name))}.";
}
