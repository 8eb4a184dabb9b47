using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes;

/// <summary>Code fix for a quotient that can be infinite or have an infinite logarithm (LOSS2001, LOSS2002): adds a hyperparameter to its numerator and denominator.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SmoothingFix))]
public sealed class SmoothingFix() : LossFix("LOSS2001", "LOSS2002")
{
    private static readonly string[] Names = ["smooth", "smoothing"];

    /// <summary>Returns null. Two quotients of a method would share the new parameter, but "fix all" would add it twice.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    internal override async Task<IReadOnlyList<CodeAction>> FixesAsync(ReportedDiagnostic reported, CancellationToken cancellation)
    {
        // Only parameters of the formula and of stages are hyperparameters. In a helper method or a local function, smoothing would be a constant.
        var quotient = reported.Node.DescendantNodesAndSelf().OfType<BinaryExpressionSyntax>().FirstOrDefault(static b => b.IsKind(SyntaxKind.DivideExpression));
        var model = await reported.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || quotient?.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { AttributeLists.Count: > 0, Parent: TypeDeclarationSyntax type } method
            || quotient.Ancestors().Any(static node => node is LocalFunctionStatementSyntax)
            || Names.FirstOrDefault(name => IsUsable(name, method, type, model)) is not { } name)
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
            ? [reported.Replace($"Add '{name}' to numerator and denominator", "smooth", smoothed)]
            : Parameter(reported, model, method, name) is { } parameter
                ? [reported.Replace($"Add '{name}' to numerator and denominator", "smooth", smoothed, (method.ParameterList, AddParameter(method.ParameterList, parameter)))]
                : [];
    }

    // A name of an existing hyperparameter is usable. A new name is usable if the method does not mention it and the class has no such property.
    private static bool IsUsable(string name, MethodDeclarationSyntax method, TypeDeclarationSyntax type, SemanticModel model) =>
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
            : SyntaxFactory.ParseExpression($"({SyntaxBuilder.Summand(bare)} + {name})").WithTriviaFrom(part);
    }

    // Copies the declaration of another method, since parameters of one name are one hyperparameter and must be declared alike.
    private static ParameterSyntax? Parameter(ReportedDiagnostic reported, SemanticModel model, MethodDeclarationSyntax method, string name) =>
        Hyperparameters.Named(method, name).FirstOrDefault(static p => p.Default is not null) is { } known ? known.WithoutTrivia()
        : model.Compilation.GetTypeByMetadataName(Hyperparameters.RangeAttribute) is { } range
            ? SyntaxFactory.Parameter(SyntaxFactory.Identifier(name))
                .WithType(SyntaxFactory.ParseTypeName("double").WithTrailingTrivia(SyntaxFactory.Space))
                .WithDefault(SyntaxFactory.EqualsValueClause(SyntaxFactory.ParseExpression("1")).NormalizeWhitespace().WithLeadingTrivia(SyntaxFactory.Space))
                .WithAttributeLists([SyntaxFactory.AttributeList([SyntaxBuilder.Attribute(reported.Document, range, SyntaxFactory.ParseExpression("1e-6"), SyntaxFactory.ParseExpression("1e3").WithLeadingTrivia(SyntaxFactory.Space))]).WithTrailingTrivia(SyntaxFactory.Space)])
            : null;

    private static ParameterListSyntax AddParameter(ParameterListSyntax list, ParameterSyntax parameter) => list.Parameters.Count == 0
        ? list.AddParameters(parameter)
        : list.WithParameters(SyntaxFactory.SeparatedList<ParameterSyntax>([.. list.Parameters.GetWithSeparators(), SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), parameter]));
}
