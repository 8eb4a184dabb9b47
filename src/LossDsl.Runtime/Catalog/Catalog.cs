using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace LossDsl;

/// <summary>
/// Collection of losses by name, regardless of case. For every assembly that has or references losses, the generator writes two catalogs without reflection:
/// <c>LossCatalog.Local</c> and <c>LossCatalog.All</c>.
/// </summary>
public sealed class Catalog : IReadOnlyCollection<CatalogEntry>
{
    private readonly SortedDictionary<string, CatalogEntry> entries = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="entries">The losses. Of two with the same name the catalog keeps the first, so that an assembly's own loss hides one that it references.</param>
    public Catalog(params IEnumerable<CatalogEntry> entries)
    {
        foreach (var entry in entries)
        {
            this.entries.TryAdd(entry.Metadata.Name, entry);
        }
    }

    /// <summary>The number of losses.</summary>
    public int Count => entries.Count;

    /// <summary>The loss of a name, regardless of case.</summary>
    /// <param name="name">The name of the loss, e.g. <c>focal-tversky</c>.</param>
    /// <exception cref="ArgumentException">The catalog has no loss of that name; the message lists the names that it has.</exception>
    public CatalogEntry this[string name] => TryGet(name, out var entry)
        ? entry
        : throw new ArgumentException($"There is no loss '{name}'. The catalog has: {string.Join(", ", entries.Keys)}.", nameof(name));

    /// <summary>Looks up a loss by name, regardless of case.</summary>
    /// <param name="name">The name of the loss, e.g. <c>focal-tversky</c>.</param>
    /// <param name="entry">The loss, or null if the catalog has none of that name.</param>
    /// <returns>Whether the catalog has the loss.</returns>
    public bool TryGet(string name, [NotNullWhen(true)] out CatalogEntry? entry) => entries.TryGetValue(name, out entry);

    /// <summary>Enumerates the losses in the alphabetical order of their names.</summary>
    public IEnumerator<CatalogEntry> GetEnumerator() => entries.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
