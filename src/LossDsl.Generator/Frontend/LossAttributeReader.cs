using LossDsl.Generator.Diagnostics;
using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Reads the arguments of <c>[Loss]</c> into a <see cref="Citation"/>: the name of the loss, its source in the literature, and its declared properties.</summary>
internal static class LossAttributeReader
{
    /// <summary>Reads the attribute. Reports LOSS0012 if the name is invalid; absent arguments get the defaults of the attribute.</summary>
    public static Citation Read(AttributeData loss, DiagnosticBag diagnostics)
    {
        var name = loss.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Primitive, Value: string text } ? text : "";
        if (!IsName(name))
        {
            diagnostics.Report(Descriptors.WrongName, loss.ApplicationSyntaxReference?.GetSyntax().GetLocation(), name);
        }

        return new(
            name,
            Member(loss, "Family", "Unspecified"),
            Text(loss, "Reference"),
            Text(loss, "Equation"),
            Text(loss, "UseCase"),
            Text(loss, "Deviation"),
            Member(loss, "Direction", "Minimize"),
            Member(loss, "Activation", "Sigmoid"),
            Argument(loss, "IsMonotone") is not { Value: false });
    }

    // Command lines accept these names without quotes, and no name looks like an option.
    private static bool IsName(string name) =>
        name.Length > 0 && name.All(static c => c == '-' || (c < 128 && char.IsLetterOrDigit(c))) && name[0] != '-';

    private static string? Text(AttributeData loss, string property) => Argument(loss, property) is { Kind: TypedConstantKind.Primitive, Value: string text } ? text : null;

    private static string Member(AttributeData loss, string property, string fallback) =>
        Argument(loss, property) is { Kind: TypedConstantKind.Enum, Type: INamedTypeSymbol type } argument
            ? type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, argument.Value))?.Name ?? fallback
            : fallback;

    private static TypedConstant? Argument(AttributeData loss, string property)
    {
        foreach (var argument in loss.NamedArguments.Where(argument => argument.Key == property))
        {
            return argument.Value;
        }

        return null;
    }
}
