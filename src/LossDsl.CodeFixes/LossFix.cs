using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LossDsl.CodeFixes;

/// <summary>Base class of the code fixes for the generator's diagnostics. Editors offer code fixes for diagnostics of generators as they do for those of analyzers.</summary>
/// <param name="ids">The ids of the diagnostics that the fix repairs.</param>
public abstract class LossFix(params string[] ids) : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. ids];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var diagnostic = context.Diagnostics[0];
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        foreach (var action in await FixesAsync(new(context.Document, root, diagnostic), context.CancellationToken).ConfigureAwait(false))
        {
            context.RegisterCodeFix(action, context.Diagnostics);
        }
    }

    /// <summary>Returns the edits to offer for a diagnostic. Returns none if no edit is certain to be right.</summary>
    internal abstract Task<IReadOnlyList<CodeAction>> FixesAsync(ReportedDiagnostic reported, CancellationToken cancellation);
}

/// <summary>Reported diagnostic together with its document, from which a fix builds its edits.</summary>
/// <param name="Document">The document of the diagnostic.</param>
/// <param name="Root">The syntax root of <paramref name="Document"/>.</param>
/// <param name="Diagnostic">The diagnostic.</param>
internal sealed record ReportedDiagnostic(Document Document, SyntaxNode Root, Diagnostic Diagnostic)
{
    /// <summary>The innermost syntax node at the span of the diagnostic.</summary>
    public SyntaxNode Node => Root.FindNode(Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);

    /// <summary>Returns an argument of the message by its index in the message format; empty if there is none. The generator stores the arguments as properties.</summary>
    public string Argument(int index) => Diagnostic.Properties.TryGetValue(index.ToString(System.Globalization.CultureInfo.InvariantCulture), out var value) ? value ?? "" : "";

    /// <summary>Creates an edit that replaces syntax nodes.</summary>
    /// <param name="title">The title that the editor shows.</param>
    /// <param name="key">The kind of the edit, by which "fix all" groups edits whose titles differ.</param>
    /// <param name="nodes">The nodes, each with its replacement.</param>
    public CodeAction Replace(string title, string key, params (SyntaxNode Old, SyntaxNode New)[] nodes)
    {
        var pairs = nodes.ToDictionary(static n => n.Old, static n => n.New);
        return CodeAction.Create(
            title, _ => Task.FromResult(Document.WithSyntaxRoot(Root.ReplaceNodes(pairs.Keys, (old, _) => pairs[old]))), equivalenceKey: Diagnostic.Id + key);
    }
}
