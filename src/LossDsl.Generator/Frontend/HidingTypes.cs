using LossDsl.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>
/// Finds types of the user that hide types or namespaces which generated code refers to (LOSS0026). One kind of such types is in the global namespace and
/// called LossDsl, System or TorchSharp. The other kind has the full name of a public type of LossDsl or TorchSharp.
/// </summary>
internal static class HidingTypes
{
    private static readonly string[] Roots = ["LossDsl", "System", "TorchSharp"];
    private static readonly string[] Used = [SymbolNames.AttributesAssembly, "LossDsl.Runtime", "TorchSharp"];

    /// <summary>Returns one diagnostic for each hiding type. Returns none in a project that references neither LossDsl nor TorchSharp.</summary>
    public static IEnumerable<DiagnosticInfo> Find(Compilation compilation, CancellationToken cancellation)
    {
        var own = compilation.Assembly.GlobalNamespace;
        IReadOnlyList<IAssemblySymbol> used = [.. compilation.SourceModule.ReferencedAssemblySymbols.Where(static assembly => Used.Contains(assembly.Name))];
        return used.Count == 0 ? [] :
        [
            .. Roots.SelectMany(root => own.GetTypeMembers(root)).Select(static type => Report(type, "namespace")),
            .. Roots.SelectMany(root => own.GetMembers(root)).OfType<INamespaceSymbol>().SelectMany(Types)
                .Where(type => used.Any(assembly => assembly.GetTypeByMetadataName($"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}")?.DeclaredAccessibility == Accessibility.Public))
                .Select(static type => Report(type, "type")),
        ];
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space) =>
        space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(Types));

    private static DiagnosticInfo Report(INamedTypeSymbol type, string hidden) => DiagnosticInfo.Create(Descriptors.HidingType, type.Locations[0], type.Name, hidden);
}
