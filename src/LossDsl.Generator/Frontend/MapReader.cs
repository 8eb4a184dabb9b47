using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Reads the map that a parameter asks for by its attribute.</summary>
internal static class MapReader
{
    public static MapSpec? Read(IParameterSymbol parameter)
    {
        var variable = new Variable(Names.ToLocal(parameter.Name), Level.Pixel);
        if (parameter.FindAttribute(SymbolNames.DistanceMapAttribute) is { ConstructorArguments: [var of, var kind] })
        {
            return new(variable, Member(of), Member(kind), null);
        }

        // What a provider makes is not known here; a range is a promise of the user.
        var range = parameter.FindAttribute(SymbolNames.RangeAttribute) is { } data ? HyperparameterReader.Bounds(data) : null;
        return parameter.FindAttribute(SymbolNames.MapAttribute) is { ConstructorArguments: [{ Value: INamedTypeSymbol provider }, var source] }
            ? new(variable, Member(source), null, provider.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), range?.Minimum, range?.Maximum)
            : null;
    }

    /// <summary>Why generated code could not make the map, or null.</summary>
    public static string? Obstacle(IParameterSymbol parameter) => Read(parameter) switch
    {
        { Of: "" } or { Kind: "" } => "its attribute names no member of the enumeration",
        { Provider: not null } when parameter.FindAttribute(SymbolNames.MapAttribute)!.ConstructorArguments[0].Value is INamedTypeSymbol provider && !IsProvider(provider) =>
            $"'{provider.Name}' must be a class that implements IMapProvider and has a constructor without parameters",
        _ => null,
    };

    private static bool IsProvider(INamedTypeSymbol type) =>
        type is { IsUnboundGenericType: false, IsAbstract: false }
        && type.AllInterfaces.Any(static i => i.QualifiedName() == SymbolNames.MapProvider)
        && type.InstanceConstructors.Any(static c => c.Parameters.Length == 0 && c.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal);

    private static string Member(TypedConstant constant) =>
        (constant.Type as INamedTypeSymbol)?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, constant.Value))?.Name ?? "";
}
