namespace LossDsl.Generator.Declarations;

/// <summary>Declarations of one file, by keys that are unique in the file.</summary>
internal sealed class FileDeclarations
{
    private readonly Dictionary<string, Declaration> declarations = new(StringComparer.Ordinal);

    /// <summary>All declarations of the file.</summary>
    public IReadOnlyCollection<Declaration> All => declarations.Values;

    /// <summary>Adds a declaration. Parts of one type in a file become one declaration.</summary>
    public void Add(string key, Declaration declaration) => declarations[key] = declarations.TryGetValue(key, out var other)
        ? new(
            [.. other.Names.Union(declaration.Names)],
            unchecked((other.Text * 31) + declaration.Text),
            [.. other.Mentions.Union(declaration.Mentions)],
            other.IsShared || declaration.IsShared)
        : declaration;

    /// <summary>Returns the declarations of this version of a file and of an earlier version that are in one alone, or differ.</summary>
    public IEnumerable<Declaration> ChangesSince(FileDeclarations earlier) =>
        Missing(earlier, declarations).Concat(Missing(this, earlier.declarations));

    private static IEnumerable<Declaration> Missing(FileDeclarations file, Dictionary<string, Declaration> others) => file.declarations
        .Where(pair => !others.TryGetValue(pair.Key, out var other) || other.Text != pair.Value.Text || other.IsShared != pair.Value.IsShared)
        .Select(static pair => pair.Value);
}
