using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>The names by which the generator knows types of other assemblies.</summary>
internal static class SymbolNames
{
    public const string LossAttribute = "LossDsl.LossAttribute";
    public const string FormulaAttribute = "LossDsl.FormulaAttribute";
    public const string LossCatalogAttribute = "LossDsl.CompilerServices.LossCatalogAttribute";
    public const string FormulaLoss = "LossDsl.FormulaLoss";
    public const string StopGradientAttribute = "LossDsl.StopGradientAttribute";
    public const string DistanceMapAttribute = "LossDsl.DistanceMapAttribute";
    public const string MapAttribute = "LossDsl.MapAttribute";
    public const string MapProvider = "LossDsl.IMapProvider";
    public const string CompiledFormulaAttribute = "LossDsl.CompilerServices.CompiledFormulaAttribute";
    public const string RangeAttribute = "System.ComponentModel.DataAnnotations.RangeAttribute";
    public const string AttributesAssembly = "LossDsl.Attributes";

    private static readonly SymbolDisplayFormat MetadataName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>The type with its namespace, without aliases: <c>System.Double</c>.</summary>
    public static string QualifiedName(this ITypeSymbol type) => type.ToDisplayString(MetadataName);

    /// <summary>The attribute of that type, or null.</summary>
    public static AttributeData? FindAttribute(this ISymbol symbol, string attribute) =>
        symbol.GetAttributes().FirstOrDefault(data => data.AttributeClass?.QualifiedName() == attribute);
}
