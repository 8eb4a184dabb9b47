using LossDsl.Generator.Collections;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Facts about the compilation that the catalog depends on, free of symbols so that the compiler can cache them.</summary>
/// <param name="Name">The name of the assembly.</param>
/// <param name="Namespace">The namespace of the catalog.</param>
/// <param name="HasRuntime">Whether generated code compiles: the project references LossDsl.Runtime and uses a recent enough C#.</param>
/// <param name="Catalogs">The catalog classes of referenced assemblies, fully qualified and sorted.</param>
internal sealed record AssemblyFacts(string Name, string Namespace, bool HasRuntime, EquatableArray<string> Catalogs);

/// <summary>Reads the <see cref="AssemblyFacts"/> of a compilation, among them the catalogs of referenced assemblies.</summary>
internal static class CatalogReader
{
    /// <summary>Reads the facts of a compilation. An assembly without a name is called <c>Losses</c>.</summary>
    public static AssemblyFacts Read(Compilation compilation, CancellationToken cancellation) => new(
        Name(compilation),
        CatalogNamespace.Choose(compilation, Name(compilation)),
        compilation.GetTypeByMetadataName(SymbolNames.FormulaLoss) is not null && LanguageCheck.IsNewEnough(compilation),
        Catalogs(compilation).OrderBy(static name => name, StringComparer.Ordinal).ToEquatableArray());

    private static string Name(Compilation compilation) => compilation.AssemblyName ?? "Losses";

    // Only assemblies that reference LossDsl.Attributes can have a catalog. Reading the attributes of all framework assemblies at each keystroke would dominate the cost.
    private static IEnumerable<string> Catalogs(Compilation compilation) => compilation.SourceModule.ReferencedAssemblySymbols
        .Where(static assembly => assembly.Modules.Any(static module => module.ReferencedAssemblies.Any(static reference => reference.Name == SymbolNames.AttributesAssembly)))
        .Select(static assembly => assembly.FindAttribute(SymbolNames.LossCatalogAttribute)?.ConstructorArguments.FirstOrDefault().Value)
        .OfType<INamedTypeSymbol>()
        .Select(static catalog => catalog.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));
}
