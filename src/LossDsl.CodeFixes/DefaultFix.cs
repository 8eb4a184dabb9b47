using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes;

/// <summary>Code fix for a default value outside the range of a hyperparameter (LOSS0009). The fix moves the default to the nearest bound, or the bound to the default.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DefaultFix))]
public sealed class DefaultFix() : LossFix("LOSS0009")
{
    /// <inheritdoc/>
    internal override async Task<IReadOnlyList<CodeAction>> FixesAsync(ReportedDiagnostic reported, CancellationToken cancellation)
    {
        if (reported.Node is not ParameterSyntax parameter || await reported.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
        {
            return [];
        }

        IReadOnlyList<HyperparameterDeclaration> all = [.. Hyperparameters.Named(parameter, parameter.Identifier.ValueText).Select(p => HyperparameterDeclaration.Read(p, model)).OfType<HyperparameterDeclaration>().Where(static d => Nearest(d) is not null)];
        if (all.FirstOrDefault(d => d.Parameter == parameter) is not { } here || Nearest(here) is not { } bound)
        {
            return [];
        }

        return
        [
            reported.Replace($"Set the default to {bound.Expression}", "default", [.. all.Select(static d => ((SyntaxNode)d.Default, (SyntaxNode)Nearest(d)!.Expression.WithTriviaFrom(d.Default)))]),
            reported.Replace($"Extend the range to {here.Default}", "range", [.. all.Select(static d => ((SyntaxNode)Nearest(d)!.Expression, (SyntaxNode)d.Default.WithTriviaFrom(Nearest(d)!.Expression)))]),
        ];
    }

    // Returns null if the default equals an exclusive bound, since no nearest allowed number exists.
    private static AttributeArgumentSyntax? Nearest(HyperparameterDeclaration declared) =>
        declared.Value < declared.Minimum ? declared.Bounds[0] : declared.Value > declared.Maximum ? declared.Bounds[1] : null;
}
