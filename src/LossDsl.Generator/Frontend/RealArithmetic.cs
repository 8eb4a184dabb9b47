using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generator.Frontend;

/// <summary>Computes the value that a constant has in mathematics, where integers do not truncate or overflow, and rewrites its source to compute with doubles.</summary>
internal static class RealArithmetic
{
    private static readonly Regex WholeNumber = new("^(?<digits>[0-9][0-9_]*)[uUlL]*$", RegexOptions.CultureInvariant);

    private static readonly Regex Float = new("^(?<digits>[0-9_]*[.eE]?[0-9_.eE+-]*)[fF]$", RegexOptions.CultureInvariant);

    /// <summary>Applies an operator to real numbers, with <c>^</c> as the power. Returns null for an operator that means the same in C# or has no real counterpart.</summary>
    public static double? Evaluate(BinaryOperatorKind kind, double left, double right) => kind switch
    {
        BinaryOperatorKind.Add => left + right,
        BinaryOperatorKind.Subtract => left - right,
        BinaryOperatorKind.Multiply => left * right,
        BinaryOperatorKind.Divide => left / right,
        BinaryOperatorKind.LeftShift => left * Math.Pow(2, right),
        BinaryOperatorKind.RightShift => left / Math.Pow(2, right),
        BinaryOperatorKind.ExclusiveOr => Math.Pow(left, right),
        _ => null,
    };

    /// <summary>Returns the source of an expression with its leftmost operand made a double: <c>3.0/2</c> for <c>3/2</c>.</summary>
    public static string RewriteWithDoubles(SyntaxNode expression) => Excerpt.OnOneLine(Rewritten(expression));

    private static string Rewritten(SyntaxNode expression) => expression switch
    {
        BinaryExpressionSyntax binary => Rewritten(binary.Left) + binary.ToString().Substring(binary.Left.Span.Length),
        LiteralExpressionSyntax literal when WholeNumber.Match(literal.Token.Text) is { Success: true } match => match.Groups["digits"].Value + ".0",
        LiteralExpressionSyntax literal when Float.Match(literal.Token.Text) is { Success: true } match => WithPoint(match.Groups["digits"].Value),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negative => "-" + Rewritten(negative.Operand),
        _ => $"(double){expression}",
    };

    private static string WithPoint(string digits) => digits.Any(static c => c is '.' or 'e' or 'E') ? digits : digits + ".0";
}
