using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes;

/// <summary>Code fix for a loss class, or a type around it, that is not partial (LOSS0001): adds the modifier.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PartialFix))]
public sealed class PartialFix() : LossFix("LOSS0001")
{
    /// <inheritdoc/>
    internal override Task<IReadOnlyList<CodeAction>> FixesAsync(ReportedDiagnostic reported, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<CodeAction>>(
        reported.Node is TypeDeclarationSyntax type ? [reported.Replace("Add 'partial'", "partial", (type, Partial(type)))] : []);

    // C# requires "partial" to be the last modifier. As the first token of a declaration, it takes over the leading comments and blanks of the keyword.
    private static TypeDeclarationSyntax Partial(TypeDeclarationSyntax type)
    {
        var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return type.Modifiers.Count > 0
            ? type.AddModifiers(partial)
            : type.WithKeyword(type.Keyword.WithLeadingTrivia()).AddModifiers(partial.WithLeadingTrivia(type.Keyword.LeadingTrivia));
    }
}
