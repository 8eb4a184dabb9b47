using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LossDsl.CodeFixes;

/// <summary>
/// Code fix for findings that only some values of a hyperparameter cause (LOSS2001 to LOSS2005). The fix moves the bound of <c>[Range]</c> on the side of the
/// counterexample to the default. The counterexample <c>smooth = 0</c>, for example, sets the minimum of <c>smooth</c> to the default.
/// </summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RangeFix))]
public sealed class RangeFix() : LossFix("LOSS2001", "LOSS2002", "LOSS2003", "LOSS2004", "LOSS2005")
{
    /// <inheritdoc/>
    internal override async Task<IReadOnlyList<CodeAction>> FixesAsync(ReportedDiagnostic reported, CancellationToken cancellation) =>
        await reported.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
            ? [.. ReadCounterexample(reported).Select(at => Clamp(reported, model, at.Name, at.Value)).OfType<CodeAction>()]
            : [];

    private static CodeAction? Clamp(ReportedDiagnostic reported, SemanticModel model, string name, double value)
    {
        IReadOnlyList<HyperparameterDeclaration> all = [.. Hyperparameters.Named(reported.Node, name).Select(p => HyperparameterDeclaration.Read(p, model)).OfType<HyperparameterDeclaration>()];
        if (all.Count == 0 || all[0].Value == value || value < all[0].Minimum || value > all[0].Maximum)
        {
            return null;
        }

        var (bound, side) = value < all[0].Value ? (0, "least") : (1, "most");
        return reported.Replace(
            $"Let '{name}' be at {side} {all[0].Default}, its default",
            "clamp" + name,
            [.. all.Select(d => ((SyntaxNode)d.Bounds[bound].Expression, (SyntaxNode)d.Default.WithTriviaFrom(d.Bounds[bound].Expression)))]);
    }

    // Parses the counterexample in the message, such as "tp = 0, smooth = 0". The index of this argument differs between messages.
    private static IEnumerable<(string Name, double Value)> ReadCounterexample(ReportedDiagnostic reported)
    {
        var at = Enumerable.Range(1, 3).Select(reported.Argument).FirstOrDefault(static argument => argument.Contains(" = ")) ?? "";
        foreach (var coordinate in at.Split([", "], StringSplitOptions.RemoveEmptyEntries))
        {
            if (coordinate.Split([" = "], StringSplitOptions.None) is [var name, var text] && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            {
                yield return (name, value);
            }
        }
    }
}
