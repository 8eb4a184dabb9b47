using LossDsl.Generator.Text;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>
/// Chooses the namespace of the generated catalog: the name of the assembly, made a valid namespace. If a part collides with a type of the user, or the last part
/// already contains a LossCatalog, the class appends underscores to that part.
/// </summary>
internal static class CatalogNamespace
{
    /// <summary>The name of the generated catalog class.</summary>
    public const string Class = "LossCatalog";

    /// <summary>Returns the namespace for an assembly, with keywords escaped by @.</summary>
    public static string Choose(Compilation compilation, string assembly)
    {
        List<string> parts = [];
        var names = Names.ToNamespace(assembly).Split('.');
        var outer = (INamespaceSymbol?)compilation.GlobalNamespace;
        for (var i = 0; i < names.Length; i++)
        {
            var part = names[i];
            while (IsTaken(outer, part, isLast: i == names.Length - 1, compilation))
            {
                part += "_";
            }

            parts.Add(part);
            outer = Inner(outer, part);
        }

        return string.Join(".", parts);
    }

    private static bool IsTaken(INamespaceSymbol? outer, string part, bool isLast, Compilation compilation) =>
        HasType(outer, part.TrimStart('@'), compilation)
        || (isLast && Inner(outer, part) is { } inner && (HasType(inner, Class, compilation) || Inner(inner, Class) is not null));

    // A type that is inaccessible from this assembly causes no collision.
    private static bool HasType(INamespaceSymbol? outer, string name, Compilation compilation) =>
        outer?.GetTypeMembers(name).Any(type => compilation.IsSymbolAccessibleWithin(type, compilation.Assembly)) == true;

    private static INamespaceSymbol? Inner(INamespaceSymbol? outer, string part) =>
        outer?.GetMembers(part.TrimStart('@')).OfType<INamespaceSymbol>().FirstOrDefault();
}
