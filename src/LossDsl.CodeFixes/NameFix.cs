using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Rename;

namespace LossDsl.CodeFixes;

/// <summary>Code fix for a parameter that binds to nothing (LOSS0006): renames the parameter to the nearest name of a quantity or stage.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NameFix))]
public sealed class NameFix() : LossFix("LOSS0006")
{
    /// <inheritdoc/>
    internal override async Task<IReadOnlyList<CodeAction>> FixesAsync(ReportedDiagnostic reported, CancellationToken cancellation)
    {
        var model = await reported.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (reported.Node is not ParameterSyntax { Parent: ParameterListSyntax list } parameter || model?.GetDeclaredSymbol(parameter, cancellation) is not { } symbol)
        {
            return [];
        }

        var taken = new HashSet<string>(list.Parameters.Select(static p => p.Identifier.ValueText), StringComparer.OrdinalIgnoreCase);
        var names = reported.Argument(1).Split([", "], StringSplitOptions.RemoveEmptyEntries).Where(name => !taken.Contains(name));
        if (NameDistance.Nearest(symbol.Name, names) is not { } nearest)
        {
            return [];
        }

        // Names of stages are capitalized as methods, but parameters that read stages are not.
        var name = char.ToLowerInvariant(nearest[0]) + nearest.Substring(1);
        var written = SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
        return [CodeAction.Create(
            $"Rename to '{name}'",
            c => Renamer.RenameSymbolAsync(reported.Document.Project.Solution, symbol, new SymbolRenameOptions(), written, c),
            equivalenceKey: "LOSS0006")];
    }
}
