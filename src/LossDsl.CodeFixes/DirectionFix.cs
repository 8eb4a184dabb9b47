using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes;

/// <summary>
/// Code fix for a loss that rewards errors (LOSS2004). One pair of edits turns a score into a loss: 1 minus the score, or the negated value. Another pair changes the
/// attribute <c>[Loss]</c>, to declare the direction or that the loss is not monotone.
/// </summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DirectionFix))]
public sealed class DirectionFix() : LossFix("LOSS2004")
{
    /// <inheritdoc/>
    internal override Task<IReadOnlyList<CodeAction>> FixesAsync(ReportedDiagnostic reported, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<CodeAction>>(
        reported.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } formula ? []
        : [.. ChangeValue(reported, formula), .. ChangeDeclaration(reported, formula)]);

    private static IEnumerable<CodeAction> ChangeValue(ReportedDiagnostic reported, MethodDeclarationSyntax formula)
    {
        var values = ReturnedValues(formula).ToList();
        return values.Count == 0 ? [] :
        [
            reported.Replace("Take 1 minus the score", "complement", [.. values.Select(static value => ((SyntaxNode)value, (SyntaxNode)OneMinus(value)))]),
            reported.Replace("Negate the value", "negative", [.. values.Select(static value => ((SyntaxNode)value, (SyntaxNode)Negative(value)))]),
        ];
    }

    // The expressions that the method returns. Return statements of local functions do not count.
    private static IEnumerable<ExpressionSyntax> ReturnedValues(MethodDeclarationSyntax method) => method.ExpressionBody is { } body
        ? [body.Expression]
        : method.Body?.DescendantNodes(static node => node is not LocalFunctionStatementSyntax).OfType<ReturnStatementSyntax>().Select(static r => r.Expression).OfType<ExpressionSyntax>() ?? [];

    private static ExpressionSyntax OneMinus(ExpressionSyntax value) => SyntaxFactory.ParseExpression($"1 - {SyntaxBuilder.Operand(value)}").WithTriviaFrom(value);

    private static ExpressionSyntax Negative(ExpressionSyntax value) => SyntaxFactory.ParseExpression($"-{SyntaxBuilder.Operand(value)}").WithTriviaFrom(value);

    private static IEnumerable<CodeAction> ChangeDeclaration(ReportedDiagnostic reported, MethodDeclarationSyntax formula)
    {
        var loss = (formula.Parent as TypeDeclarationSyntax)?.AttributeLists.SelectMany(static list => list.Attributes).FirstOrDefault(static a => a.Name.ToString() is "Loss" or "LossAttribute");
        if (loss?.ArgumentList is not { } arguments)
        {
            return [];
        }

        // An explicit Direction declares a score, although the formula is a loss. Removing the argument corrects the declaration.
        var turned = arguments.Arguments.FirstOrDefault(static a => a.NameEquals?.Name.Identifier.ValueText == "Direction") is { } direction
            ? reported.Replace("Declare a loss, of which smaller is better", "minimize", (arguments, arguments.WithArguments(arguments.Arguments.Remove(direction))))
            : reported.Replace("Declare a score, of which larger is better", "maximize", (arguments, AddArgument(arguments, "Direction", "Direction.Maximize")));
        var isDeclared = arguments.Arguments.FirstOrDefault(static a => a.NameEquals?.Name.Identifier.ValueText == "IsMonotone") is { } declared
            ? arguments.ReplaceNode(declared, Argument("IsMonotone", "false").WithTriviaFrom(declared))
            : AddArgument(arguments, "IsMonotone", "false");
        return [turned, reported.Replace("Declare that the loss is not monotone, as a penalty is", "monotone", (arguments, isDeclared))];
    }

    private static AttributeArgumentListSyntax AddArgument(AttributeArgumentListSyntax arguments, string name, string value) => arguments.AddArguments(Argument(name, value));

    private static AttributeArgumentSyntax Argument(string name, string value) => SyntaxFactory.AttributeArgument(SyntaxFactory.ParseExpression(value))
        .WithNameEquals(SyntaxFactory.NameEquals(name)).NormalizeWhitespace();
}
