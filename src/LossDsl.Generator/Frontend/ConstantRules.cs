using System.Globalization;
using LossDsl.Generator.Diagnostics;
using LossDsl.Generator.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generator.Frontend;

/// <summary>
/// Rules that find constants whose value in C# differs from the value that mathematics gives their text. In C#, <c>3/2</c> is 1, <c>10^-6</c> is -16, and <c>0.1f</c> is
/// 0.1000000015.
/// </summary>
internal static class ConstantRules
{
    // Relative. Far above the rounding error of a double, far below that of a float.
    private const double Tolerance = 1e-12;

    /// <summary>Returns the warning for one operation in a constant. Returns null if C# and mathematics agree on its value.</summary>
    public static (DiagnosticDescriptor Descriptor, string[] Arguments)? Find(IOperation part) => part switch
    {
        IBinaryOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.Divide } division when IsWhole(division.Type) => Division(division),
        IBinaryOperation { OperatorMethod: null } binary when Constant(binary) is { } value && Real(binary) is { } real && Differ(value, real) =>
            Other(binary, value, real, Reason(binary), binary.Type?.SpecialType == SpecialType.System_Single ? RealArithmetic.RewriteWithDoubles(binary.Syntax) : Numbers.ToDisplay(real)),
        ILiteralOperation { Type.SpecialType: SpecialType.System_Single } literal when Constant(literal) is { } value && Written(literal) is var (text, real) && Differ(value, real) =>
            Other(literal, value, real, "a float has 7 digits", text),
        _ => null,
    };

    private static (DiagnosticDescriptor Descriptor, string[] Arguments) Division(IBinaryOperation division)
    {
        var value = Constant(division) ?? double.NaN;
        var real = Real(division) ?? double.NaN;
        var effect = Differ(value, real) ? $"it is {Numbers.ToDisplay(value)}, not {Shown(real)}" : $"it is {Numbers.ToDisplay(value)} here, but wrong with other numbers";
        return (Descriptors.IntegerDivision, [Excerpt.Quote(division.Syntax.ToString()), effect, RealArithmetic.RewriteWithDoubles(division.Syntax)]);
    }

    private static (DiagnosticDescriptor Descriptor, string[] Arguments) Other(IOperation part, double value, double real, string reason, string instead) =>
        (Descriptors.OtherNumber, [Excerpt.Quote(part.Syntax.ToString()), Shown(value), Shown(real), reason, instead]);

    private static string Reason(IBinaryOperation binary) => binary switch
    {
        { OperatorKind: BinaryOperatorKind.ExclusiveOr } => "^ is the exclusive or of whole numbers, and no power",
        { Type.SpecialType: SpecialType.System_Single } => "a float has 7 digits",
        _ => $"it does not fit into '{binary.Type?.ToDisplayString()}'",
    };

    private static double? Real(IBinaryOperation binary) =>
        Constant(binary.LeftOperand) is { } left && Constant(binary.RightOperand) is { } right && (IsWhole(binary.Type) || binary.Type?.SpecialType == SpecialType.System_Single)
            ? RealArithmetic.Evaluate(binary.OperatorKind, left, right)
            : null;

    private static bool IsWhole(ITypeSymbol? type) =>
        type?.SpecialType is (>= SpecialType.System_SByte and <= SpecialType.System_UInt64) or SpecialType.System_IntPtr or SpecialType.System_UIntPtr;

    private static double? Constant(IOperation operation) => operation.ConstantValue is { HasValue: true, Value: IConvertible and not (string or bool or char) and var value } ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : null;

    private static (string Text, double Value)? Written(ILiteralOperation literal)
    {
        var text = (literal.Syntax as LiteralExpressionSyntax)?.Token.Text.TrimEnd('f', 'F') ?? "";
        return Numbers.TryParse(text.Replace("_", ""), out var value) ? (text, value) : null;
    }

    private static bool Differ(double value, double real) => !(Math.Abs(value - real) <= Tolerance * Math.Abs(real));

    // Ten significant digits show the rounding of a float, but hide that of a double.
    private static string Shown(double value) => Numbers.ToDisplay(double.Parse(value.ToString("G10", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
