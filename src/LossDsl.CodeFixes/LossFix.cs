using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LossDsl.CodeFixes;

/// <summary>A repair of something that the generator reports. Editors offer them for a generator's diagnostics as they do for an analyzer's.</summary>
/// <param name="ids">The diagnostics that it repairs.</param>
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

    /// <summary>What can be done about a diagnostic; nothing where no edit is sure to be right.</summary>
    internal abstract Task<IReadOnlyList<CodeAction>> FixesAsync(Reported reported, CancellationToken cancellation);
}

/// <summary>A diagnostic in its document.</summary>
internal sealed record Reported(Document Document, SyntaxNode Root, Diagnostic Diagnostic)
{
    /// <summary>The node that the diagnostic stands on.</summary>
    public SyntaxNode Node => Root.FindNode(Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);

    /// <summary>An argument of the message, by its number.</summary>
    public string Argument(int index) => Diagnostic.Properties.TryGetValue(index.ToString(System.Globalization.CultureInfo.InvariantCulture), out var value) ? value ?? "" : "";

    /// <summary>A repair that exchanges nodes.</summary>
    /// <param name="title">What the editor shows.</param>
    /// <param name="key">What repairs of several diagnostics have in common that are of the same kind, whatever names their titles have.</param>
    /// <param name="nodes">What takes the place of what.</param>
    public CodeAction Replace(string title, string key, params (SyntaxNode Old, SyntaxNode New)[] nodes)
    {
        var pairs = nodes.ToDictionary(static n => n.Old, static n => n.New);
        return CodeAction.Create(
            title, _ => Task.FromResult(Document.WithSyntaxRoot(Root.ReplaceNodes(pairs.Keys, (old, _) => pairs[old]))), equivalenceKey: Diagnostic.Id + key);
    }
}
