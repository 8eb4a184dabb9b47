using LossDsl.Generator.Collections;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>What an assembly's catalog needs to know of the compilation.</summary>
/// <param name="Name">The name of the assembly.</param>
/// <param name="Namespace">The namespace of its catalog.</param>
/// <param name="HasRuntime">Whether generated code can run.</param>
/// <param name="Catalogs">The catalogs of referenced assemblies, fully qualified.</param>
internal sealed record AssemblyFacts(string Name, string Namespace, bool HasRuntime, EquatableArray<string> Catalogs);

/// <summary>Finds the catalogs of referenced assemblies.</summary>
internal static class CatalogReader
{
    public static AssemblyFacts Read(Compilation compilation, CancellationToken cancellation) => new(
        Name(compilation),
        CatalogNamespace.Choose(compilation, Name(compilation)),
        compilation.GetTypeByMetadataName(SymbolNames.FormulaLoss) is not null && LanguageCheck.IsNewEnough(compilation),
        Catalogs(compilation).OrderBy(static name => name, StringComparer.Ordinal).ToEquatableArray());

    private static string Name(Compilation compilation) => compilation.AssemblyName ?? "Losses";

    // Reading the attributes of every framework assembly at each key stroke would cost more than all else: only those that know LossDsl can have a catalog.
    private static IEnumerable<string> Catalogs(Compilation compilation) => compilation.SourceModule.ReferencedAssemblySymbols
        .Where(static assembly => assembly.Modules.Any(static module => module.ReferencedAssemblies.Any(static reference => reference.Name == SymbolNames.AttributesAssembly)))
        .Select(static assembly => assembly.FindAttribute(SymbolNames.LossCatalogAttribute)?.ConstructorArguments.FirstOrDefault().Value)
        .OfType<INamedTypeSymbol>()
        .Select(static catalog => catalog.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));
}
