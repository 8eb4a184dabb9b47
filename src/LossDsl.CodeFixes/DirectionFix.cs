using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes;

/// <summary>Turns a score into a loss: 1 minus it, or its negative; or says that it is a score, or that it has no direction.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DirectionFix))]
public sealed class DirectionFix() : LossFix("LOSS2004")
{
    /// <inheritdoc/>
    internal override Task<IReadOnlyList<CodeAction>> FixesAsync(Reported reported, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<CodeAction>>(
        reported.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } formula ? []
        : [.. Turned(reported, formula), .. Declared(reported, formula)]);

    private static IEnumerable<CodeAction> Turned(Reported reported, MethodDeclarationSyntax formula)
    {
        var values = Values(formula).ToList();
        return values.Count == 0 ? [] :
        [
            reported.Replace("Take 1 minus the score", "complement", [.. values.Select(static value => ((SyntaxNode)value, (SyntaxNode)OneMinus(value)))]),
            reported.Replace("Negate the value", "negative", [.. values.Select(static value => ((SyntaxNode)value, (SyntaxNode)Negative(value)))]),
        ];
    }

    // What the method returns; a local function returns to the method alone.
    private static IEnumerable<ExpressionSyntax> Values(MethodDeclarationSyntax method) => method.ExpressionBody is { } body
        ? [body.Expression]
        : method.Body?.DescendantNodes(static node => node is not LocalFunctionStatementSyntax).OfType<ReturnStatementSyntax>().Select(static r => r.Expression).OfType<ExpressionSyntax>() ?? [];

    private static ExpressionSyntax OneMinus(ExpressionSyntax value) => SyntaxFactory.ParseExpression($"1 - {Written.Operand(value)}").WithTriviaFrom(value);

    private static ExpressionSyntax Negative(ExpressionSyntax value) => SyntaxFactory.ParseExpression($"-{Written.Operand(value)}").WithTriviaFrom(value);

    private static IEnumerable<CodeAction> Declared(Reported reported, MethodDeclarationSyntax formula)
    {
        var loss = (formula.Parent as TypeDeclarationSyntax)?.AttributeLists.SelectMany(static list => list.Attributes).FirstOrDefault(static a => a.Name.ToString() is "Loss" or "LossAttribute");
        if (loss?.ArgumentList is not { } arguments)
        {
            return [];
        }

        // Somebody who declared a score and wrote a loss has it the wrong way round there.
        var turned = arguments.Arguments.FirstOrDefault(static a => a.NameEquals?.Name.Identifier.ValueText == "Direction") is { } direction
            ? reported.Replace("Declare a loss, of which smaller is better", "minimize", (arguments, arguments.WithArguments(arguments.Arguments.Remove(direction))))
            : reported.Replace("Declare a score, of which larger is better", "maximize", (arguments, With(arguments, "Direction", "Direction.Maximize")));
        var isDeclared = arguments.Arguments.FirstOrDefault(static a => a.NameEquals?.Name.Identifier.ValueText == "IsMonotone") is { } declared
            ? arguments.ReplaceNode(declared, Argument("IsMonotone", "false").WithTriviaFrom(declared))
            : With(arguments, "IsMonotone", "false");
        return [turned, reported.Replace("Declare that the loss is not monotone, as a penalty is", "monotone", (arguments, isDeclared))];
    }

    private static AttributeArgumentListSyntax With(AttributeArgumentListSyntax arguments, string name, string value) => arguments.AddArguments(Argument(name, value));

    private static AttributeArgumentSyntax Argument(string name, string value) => SyntaxFactory.AttributeArgument(SyntaxFactory.ParseExpression(value))
        .WithNameEquals(SyntaxFactory.NameEquals(name)).NormalizeWhitespace();
}
