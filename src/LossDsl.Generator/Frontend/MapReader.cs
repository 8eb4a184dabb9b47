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

        return parameter.FindAttribute(SymbolNames.MapAttribute) is { ConstructorArguments: [{ Value: INamedTypeSymbol provider }, var source] }
            ? new(variable, Member(source), null, provider.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat))
            : null;
    }

    private static string Member(TypedConstant constant) =>
        (constant.Type as INamedTypeSymbol)?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, constant.Value))?.Name ?? "";
}
