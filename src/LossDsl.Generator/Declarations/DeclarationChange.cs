namespace LossDsl.Generator.Declarations;

/// <summary>Difference between the declarations of two versions of a project, as the names whose meaning may differ.</summary>
internal sealed class DeclarationChange
{
    private const string Suffix = "Attribute";

    private readonly IReadOnlyCollection<string>? names;

    private DeclarationChange(IReadOnlyCollection<string>? names) => this.names = names;

    /// <summary>A change after which any name may mean something else, such as another reference.</summary>
    public static DeclarationChange OfEverything { get; } = new(names: null);

    /// <summary>Returns the change of these declarations, each in its form before or after.</summary>
    public static DeclarationChange Of(IReadOnlyCollection<Declaration> changed) =>
        changed.Any(static declaration => declaration.IsShared) ? OfEverything : new([.. changed.SelectMany(Spellings).Distinct()]);

    /// <summary>Returns the names under which source can refer to a declaration: [Loss] is short for [LossAttribute].</summary>
    public static IEnumerable<string> Spellings(Declaration declaration) => declaration.Names.SelectMany(static name =>
        name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) ? [name, name.Substring(0, name.Length - Suffix.Length)] : (string[])[name]);

    /// <summary>Whether source that depends on these names may mean something else after the change.</summary>
    public bool Concerns(HashSet<string> used) => names is null || names.Any(used.Contains);
}
