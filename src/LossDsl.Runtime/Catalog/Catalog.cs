using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace LossDsl;

/// <summary>Losses by name. The generator writes one such list into every assembly (<c>LossCatalog</c>), without reflection.</summary>
public sealed class Catalog : IReadOnlyCollection<CatalogEntry>
{
    private readonly SortedDictionary<string, CatalogEntry> entries = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="entries">The losses. Of two with the same name the first is kept, so that an assembly's own loss goes before one that it references.</param>
    public Catalog(params IEnumerable<CatalogEntry> entries)
    {
        foreach (var entry in entries)
        {
            this.entries.TryAdd(entry.Metadata.Name, entry);
        }
    }

    /// <summary>The number of losses.</summary>
    public int Count => entries.Count;

    /// <summary>The loss of that name, in any case.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those that there are.</exception>
    public CatalogEntry this[string name] => TryGet(name, out var entry)
        ? entry
        : throw new ArgumentException($"There is no loss '{name}'. The catalog has: {string.Join(", ", entries.Keys)}.", nameof(name));

    /// <summary>Looks up a loss by name, in any case.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out CatalogEntry? entry) => entries.TryGetValue(name, out entry);

    /// <summary>The losses in the order of their names.</summary>
    public IEnumerator<CatalogEntry> GetEnumerator() => entries.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
