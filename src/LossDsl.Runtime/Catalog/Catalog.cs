using System.Collections;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace LossDsl;

/// <summary>
/// Collection of losses by name, regardless of case. For every assembly that has or references losses, the generator writes two catalogs without reflection:
/// <c>LossCatalog.Local</c> and <c>LossCatalog.All</c>.
/// </summary>
public sealed class Catalog : IReadOnlyCollection<CatalogEntry>
{
    private readonly Lazy<SortedDictionary<string, CatalogEntry>> entries;

    /// <param name="entries">The losses. Of two with the same name the catalog keeps the first, so that an assembly's own loss hides one that it references.</param>
    public Catalog(params IEnumerable<CatalogEntry> entries) => this.entries = new(ByName(entries));

    /// <summary>Creates the catalog of generated code. Its losses are looked at when it is first used, after the contract was compared.</summary>
    /// <param name="contract">Version of the contract that the calling code was generated for.</param>
    /// <param name="entries">Returns the losses.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Catalog(int contract, Func<IEnumerable<CatalogEntry>> entries) => this.entries = new(() => ByName(RuntimeContract.Require(contract, entries)()));

    /// <summary>The number of losses.</summary>
    public int Count => entries.Value.Count;

    /// <summary>The loss of a name, regardless of case.</summary>
    /// <param name="name">The name of the loss, e.g. <c>focal-tversky</c>.</param>
    /// <exception cref="ArgumentException">The catalog has no loss of that name; the message lists the names that it has.</exception>
    public CatalogEntry this[string name] => TryGet(name, out var entry)
        ? entry
        : throw new ArgumentException($"There is no loss '{name}'. The catalog has: {string.Join(", ", entries.Value.Keys)}.", nameof(name));

    /// <summary>Looks up a loss by name, regardless of case.</summary>
    /// <param name="name">The name of the loss, e.g. <c>focal-tversky</c>.</param>
    /// <param name="entry">The loss, or null if the catalog has none of that name.</param>
    /// <returns>Whether the catalog has the loss.</returns>
    public bool TryGet(string name, [NotNullWhen(true)] out CatalogEntry? entry) => entries.Value.TryGetValue(name, out entry);

    /// <summary>Enumerates the losses in the alphabetical order of their names.</summary>
    public IEnumerator<CatalogEntry> GetEnumerator() => entries.Value.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static SortedDictionary<string, CatalogEntry> ByName(IEnumerable<CatalogEntry> entries)
    {
        var known = new SortedDictionary<string, CatalogEntry>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in entries)
        {
            known.TryAdd(entry.Metadata.Name, entry);
        }

        return known;
    }
}
