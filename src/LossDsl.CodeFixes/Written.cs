using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace LossDsl.CodeFixes;

/// <summary>Pieces of source as somebody would have written them.</summary>
internal static class Written
{
    /// <summary>An attribute; the editor shortens its name as far as the usings allow.</summary>
    public static AttributeSyntax Attribute(Document document, INamedTypeSymbol type, params ExpressionSyntax[] arguments)
    {
        var name = (NameSyntax)SyntaxGenerator.GetGenerator(document).TypeExpression(type);
        return SyntaxFactory.Attribute(name, arguments.Length == 0
            ? null
            : SyntaxFactory.AttributeArgumentList(SyntaxFactory.SeparatedList(arguments.Select(SyntaxFactory.AttributeArgument))));
    }

    /// <summary>An operand of a minus, in parentheses where it needs them.</summary>
    public static ExpressionSyntax Operand(ExpressionSyntax expression) => IsTight(expression) ? expression.WithoutTrivia() : SyntaxFactory.ParenthesizedExpression(expression.WithoutTrivia());

    /// <summary>A summand: what binds as tightly as a sum needs no parentheses.</summary>
    public static ExpressionSyntax Summand(ExpressionSyntax expression) =>
        expression.IsKind(SyntaxKind.AddExpression) || expression.IsKind(SyntaxKind.SubtractExpression) ? expression : Operand(expression);

    private static bool IsTight(ExpressionSyntax expression) => expression is
        LiteralExpressionSyntax or IdentifierNameSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax
        || expression.IsKind(SyntaxKind.MultiplyExpression) || expression.IsKind(SyntaxKind.DivideExpression);
}
