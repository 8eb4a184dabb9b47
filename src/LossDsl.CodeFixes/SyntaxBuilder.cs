using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace LossDsl.CodeFixes;

/// <summary>Builds syntax that fixes insert, in the form that a person would write: attributes with short names, and operands with parentheses only where needed.</summary>
internal static class SyntaxBuilder
{
    /// <summary>Creates an attribute. The editor later shortens its qualified name as far as the using directives allow.</summary>
    public static AttributeSyntax Attribute(Document document, INamedTypeSymbol type, params ExpressionSyntax[] arguments)
    {
        var name = (NameSyntax)SyntaxGenerator.GetGenerator(document).TypeExpression(type);
        return SyntaxFactory.Attribute(name, arguments.Length == 0
            ? null
            : SyntaxFactory.AttributeArgumentList(SyntaxFactory.SeparatedList(arguments.Select(SyntaxFactory.AttributeArgument))));
    }

    /// <summary>Returns an expression as an operand of minus, in parentheses if its precedence requires them.</summary>
    public static ExpressionSyntax Operand(ExpressionSyntax expression) => IsTight(expression) ? expression.WithoutTrivia() : SyntaxFactory.ParenthesizedExpression(expression.WithoutTrivia());

    /// <summary>Returns an expression as the first term of a sum, in parentheses if it binds less tightly than a sum.</summary>
    public static ExpressionSyntax Summand(ExpressionSyntax expression) =>
        expression.IsKind(SyntaxKind.AddExpression) || expression.IsKind(SyntaxKind.SubtractExpression) ? expression : Operand(expression);

    private static bool IsTight(ExpressionSyntax expression) => expression is
        LiteralExpressionSyntax or IdentifierNameSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax
        || expression.IsKind(SyntaxKind.MultiplyExpression) || expression.IsKind(SyntaxKind.DivideExpression);
}
