using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Reads maps from parameters marked with <c>[DistanceMap]</c> or <c>[Map]</c>.</summary>
internal static class MapReader
{
    /// <summary>Reads the map of a parameter. Returns null if no attribute of the parameter asks for a map.</summary>
    public static MapSpec? Read(IParameterSymbol parameter)
    {
        var variable = new Variable(Names.ToLocal(parameter.Name), Level.Pixel);
        if (parameter.FindAttribute(SymbolNames.DistanceMapAttribute) is { ConstructorArguments: [var of, var kind] })
        {
            return new(variable, Member(of), Member(kind), null);
        }

        // The values of a provider's map are unknown at compile time. [Range] is the user's promise about them.
        var range = parameter.FindAttribute(SymbolNames.RangeAttribute) is { } data ? HyperparameterReader.Bounds(data) : null;
        return parameter.FindAttribute(SymbolNames.MapAttribute) is { ConstructorArguments: [{ Value: INamedTypeSymbol provider }, var source] }
            ? new(variable, Member(source), null, provider.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), range?.Minimum, range?.Maximum)
            : null;
    }

    /// <summary>Whether an attribute of the parameter asks for a map.</summary>
    public static bool IsMarked(IParameterSymbol parameter) =>
        parameter.FindAttribute(SymbolNames.DistanceMapAttribute) is not null || parameter.FindAttribute(SymbolNames.MapAttribute) is { AttributeConstructor.Parameters.IsEmpty: false };

    /// <summary>Returns the reason why a parameter cannot be a map, or null if it can.</summary>
    /// <param name="parameter">A parameter that asks for a map.</param>
    /// <param name="meaning">The description of the quantity or stage that already has the name of the parameter; null if the name is free.</param>
    public static string? Obstacle(IParameterSymbol parameter, string? meaning) => Read(parameter) switch
    {
        _ when meaning is not null => $"its name means {meaning}; rename the parameter",
        _ when parameter.HasExplicitDefaultValue => "it has a default value; remove the default",
        { Provider: null } when parameter.FindAttribute(SymbolNames.MapAttribute) is not null => "it has two attributes of maps; keep one",
        { Of: "" } or { Kind: "" } => "its attribute names no member of the enumeration",
        { Provider: not null } when parameter.FindAttribute(SymbolNames.MapAttribute)!.ConstructorArguments[0].Value is INamedTypeSymbol provider && !Providers.Implements(provider, SymbolNames.MapProvider) =>
            $"'{provider.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}' must be a class that implements IMapProvider and has a constructor without parameters",
        _ => null,
    };

    /// <summary>Returns the member of an enumeration that an argument of an attribute names; empty if there is none.</summary>
    public static string Member(TypedConstant constant) =>
        (constant.Type as INamedTypeSymbol)?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, constant.Value))?.Name ?? "";
}
