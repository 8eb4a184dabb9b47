using LossDsl.Generator.Text;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>
/// Chooses the namespace of the catalog: the name of the assembly. Where a type has the name of one of its parts, or the last part has a LossCatalog already,
/// underscores are appended to that part, for the user's types were there first.
/// </summary>
internal static class CatalogNamespace
{
    /// <summary>The name of the generated class.</summary>
    public const string Class = "LossCatalog";

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

    // A type that this assembly cannot see is not in its way.
    private static bool HasType(INamespaceSymbol? outer, string name, Compilation compilation) =>
        outer?.GetTypeMembers(name).Any(type => compilation.IsSymbolAccessibleWithin(type, compilation.Assembly)) == true;

    private static INamespaceSymbol? Inner(INamespaceSymbol? outer, string part) =>
        outer?.GetMembers(part.TrimStart('@')).OfType<INamespaceSymbol>().FirstOrDefault();
}
