using LossDsl.Generator.Diagnostics;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Reads a hyperparameter from a parameter: its default value, and its bounds from <c>[Range]</c>.</summary>
internal static class HyperparameterReader
{
    /// <summary>Reads a hyperparameter. Reports LOSS0011 for an unreadable range, and LOSS0009 for a default outside the range.</summary>
    public static HyperparameterSpec Read(IParameterSymbol parameter, DiagnosticBag diagnostics)
    {
        var value = parameter.ExplicitDefaultValue is double number ? number : 0;
        var hyperparameter = new HyperparameterSpec(parameter.Name, value);
        if (parameter.FindAttribute(SymbolNames.RangeAttribute) is { } range)
        {
            if (Bounds(range) is not var (minimum, maximum) || !(minimum <= maximum))
            {
                diagnostics.Report(Descriptors.WrongRange, range.ApplicationSyntaxReference?.GetSyntax().GetLocation(), parameter.Name);
                return hyperparameter;
            }

            hyperparameter = new(parameter.Name, value, minimum, maximum, Flag(range, "MinimumIsExclusive"), Flag(range, "MaximumIsExclusive"));
        }

        if (!hyperparameter.Allows(value))
        {
            diagnostics.Report(Descriptors.DefaultOutOfRange, parameter.Locations[0], parameter.Name, Numbers.ToDisplay(value), hyperparameter.Range);
        }

        return hyperparameter;
    }

    /// <summary>Returns the two numbers of <c>[Range]</c>. Returns null if the attribute does not hold two doubles or two ints.</summary>
    public static (double Minimum, double Maximum)? Bounds(AttributeData range) => range.ConstructorArguments.Select(static a => a.Kind == TypedConstantKind.Primitive ? a.Value : null).ToArray() switch
    {
        [double minimum, double maximum] => (minimum, maximum),
        [int minimum, int maximum] => (minimum, maximum),
        _ => null,
    };

    /// <summary>Returns the range of <c>[Range]</c>. Returns null if the attribute does not hold two doubles or two ints, the smaller first.</summary>
    public static DeclaredRange? Range(AttributeData range) => Bounds(range) is var (minimum, maximum) && minimum <= maximum
        ? new(minimum, maximum, Flag(range, "MinimumIsExclusive"), Flag(range, "MaximumIsExclusive"))
        : null;

    private static bool Flag(AttributeData range, string property) => range.NamedArguments.Any(a => a.Key == property && a.Value.Value is true);
}
