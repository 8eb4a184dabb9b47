using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Qualified names of the types and assemblies that the generator looks for in a compilation, and extension methods that compare symbols with them.</summary>
internal static class SymbolNames
{
    public const string LossAttribute = "LossDsl.LossAttribute";
    public const string FormulaAttribute = "LossDsl.FormulaAttribute";
    public const string LossCatalogAttribute = "LossDsl.CompilerServices.LossCatalogAttribute";
    public const string FormulaLoss = "LossDsl.FormulaLoss";
    public const string StopGradientAttribute = "LossDsl.StopGradientAttribute";
    public const string DistanceMapAttribute = "LossDsl.DistanceMapAttribute";
    public const string MapAttribute = "LossDsl.MapAttribute";
    public const string InputAttribute = "LossDsl.InputAttribute";
    public const string MapProvider = "LossDsl.IMapProvider";
    public const string FieldProvider = "LossDsl.IFieldProvider";
    public const string CompiledFormulaAttribute = "LossDsl.CompilerServices.CompiledFormulaAttribute";
    public const string RangeAttribute = "System.ComponentModel.DataAnnotations.RangeAttribute";
    public const string AttributesAssembly = "LossDsl.Attributes";

    private static readonly SymbolDisplayFormat MetadataName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>Returns the name of a type with its namespace and containing types, without C# keywords: <c>System.Double</c>.</summary>
    public static string QualifiedName(this ITypeSymbol type) => type.ToDisplayString(MetadataName);

    /// <summary>Returns the first attribute of a symbol whose class has this qualified name, or null.</summary>
    public static AttributeData? FindAttribute(this ISymbol symbol, string attribute) =>
        symbol.GetAttributes().FirstOrDefault(data => data.AttributeClass?.QualifiedName() == attribute);
}
