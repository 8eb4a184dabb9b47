using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes;

/// <summary>Code fix for a map of the prediction (LOSS2009): marks the parameter with <c>[StopGradient]</c>, which declares the map constant in the backward pass.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StopGradientFix))]
public sealed class StopGradientFix() : LossFix("LOSS2009")
{
    /// <inheritdoc/>
    internal override async Task<IReadOnlyList<CodeAction>> FixesAsync(ReportedDiagnostic reported, CancellationToken cancellation)
    {
        var model = await reported.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (reported.Node is not ParameterSyntax { AttributeLists: [.., var last] } parameter || model?.Compilation.GetTypeByMetadataName("LossDsl.StopGradientAttribute") is not { } stop)
        {
            return [];
        }

        var marked = last.AddAttributes(SyntaxBuilder.Attribute(reported.Document, stop));
        return [reported.Replace($"Mark '{parameter.Identifier.ValueText}' with [StopGradient]", "stop", (last, marked))];
    }
}
