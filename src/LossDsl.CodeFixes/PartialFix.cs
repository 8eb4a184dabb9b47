using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes;

/// <summary>Makes a class partial, so that the loss can be written into it.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PartialFix))]
public sealed class PartialFix() : LossFix("LOSS0001")
{
    /// <inheritdoc/>
    internal override Task<IReadOnlyList<CodeAction>> FixesAsync(Reported reported, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<CodeAction>>(
        reported.Node is TypeDeclarationSyntax type ? [reported.Replace("Make it partial", "partial", (type, Partial(type)))] : []);

    // "partial" comes last; the first word of a declaration carries what stands before it.
    private static TypeDeclarationSyntax Partial(TypeDeclarationSyntax type)
    {
        var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return type.Modifiers.Count > 0
            ? type.AddModifiers(partial)
            : type.WithKeyword(type.Keyword.WithLeadingTrivia()).AddModifiers(partial.WithLeadingTrivia(type.Keyword.LeadingTrivia));
    }
}
