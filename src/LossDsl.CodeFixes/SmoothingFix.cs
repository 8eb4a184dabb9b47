using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes;

/// <summary>Adds the same hyperparameter above and below the bar of a quotient, so that neither is 0.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SmoothingFix))]
public sealed class SmoothingFix() : LossFix("LOSS2001", "LOSS2002")
{
    private static readonly string[] Names = ["smooth", "smoothing"];

    /// <summary>None: two quotients of a method share the parameter, which one of them adds.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    internal override async Task<IReadOnlyList<CodeAction>> FixesAsync(Reported reported, CancellationToken cancellation)
    {
        // In a function of its own the number would be a constant, not a hyperparameter.
        var quotient = reported.Node.DescendantNodesAndSelf().OfType<BinaryExpressionSyntax>().FirstOrDefault(static b => b.IsKind(SyntaxKind.DivideExpression));
        var model = await reported.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || quotient?.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { AttributeLists.Count: > 0, Parent: TypeDeclarationSyntax type } method
            || quotient.Ancestors().Any(static node => node is LocalFunctionStatementSyntax)
            || Names.FirstOrDefault(name => IsFree(name, method, type, model)) is not { } name)
        {
            return [];
        }

        var (above, below) = (Smoothed(quotient.Left, name), Smoothed(quotient.Right, name));
        if (above == quotient.Left && below == quotient.Right)
        {
            return [];
        }

        var smoothed = ((SyntaxNode)quotient, (SyntaxNode)quotient.WithLeft(above).WithRight(below));
        return IsDeclared(name, method)
            ? [reported.Replace($"Add '{name}' above and below the bar", "smooth", smoothed)]
            : Parameter(reported, model, method, name) is { } parameter
                ? [reported.Replace($"Add '{name}' above and below the bar", "smooth", smoothed, (method.ParameterList, With(method.ParameterList, parameter)))]
                : [];
    }

    // A name is as good as its use: a hyperparameter already, or nothing in the method and no property of the class.
    private static bool IsFree(string name, MethodDeclarationSyntax method, TypeDeclarationSyntax type, SemanticModel model) =>
        IsDeclared(name, method)
        || (method.DescendantTokens().All(token => token.ValueText != name)
            && (Hyperparameters.Named(type, name).Count > 0 || model.GetDeclaredSymbol(type)?.GetMembers(char.ToUpperInvariant(name[0]) + name.Substring(1)).Length == 0));

    private static bool IsDeclared(string name, MethodDeclarationSyntax method) => method.ParameterList.Parameters.Any(p => p.Identifier.ValueText == name && p.Default is not null);

    private static ExpressionSyntax Smoothed(ExpressionSyntax part, string name)
    {
        var bare = part;
        while (bare is ParenthesizedExpressionSyntax parenthesized)
        {
            bare = parenthesized.Expression;
        }

        return bare.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(id => id.Identifier.ValueText == name)
            ? part
            : SyntaxFactory.ParseExpression($"({Written.Summand(bare)} + {name})").WithTriviaFrom(part);
    }

    // As another method of the class has it, for the same name is the same hyperparameter.
    private static ParameterSyntax? Parameter(Reported reported, SemanticModel model, MethodDeclarationSyntax method, string name) =>
        Hyperparameters.Named(method, name).FirstOrDefault(static p => p.Default is not null) is { } known ? known.WithoutTrivia()
        : model.Compilation.GetTypeByMetadataName(Hyperparameters.RangeAttribute) is { } range
            ? SyntaxFactory.Parameter(SyntaxFactory.Identifier(name))
                .WithType(SyntaxFactory.ParseTypeName("double").WithTrailingTrivia(SyntaxFactory.Space))
                .WithDefault(SyntaxFactory.EqualsValueClause(SyntaxFactory.ParseExpression("1")).NormalizeWhitespace().WithLeadingTrivia(SyntaxFactory.Space))
                .WithAttributeLists([SyntaxFactory.AttributeList([Written.Attribute(reported.Document, range, SyntaxFactory.ParseExpression("1e-6"), SyntaxFactory.ParseExpression("1e3").WithLeadingTrivia(SyntaxFactory.Space))]).WithTrailingTrivia(SyntaxFactory.Space)])
            : null;

    private static ParameterListSyntax With(ParameterListSyntax list, ParameterSyntax parameter) => list.Parameters.Count == 0
        ? list.AddParameters(parameter)
        : list.WithParameters(SyntaxFactory.SeparatedList<ParameterSyntax>([.. list.Parameters.GetWithSeparators(), SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), parameter]));
}
