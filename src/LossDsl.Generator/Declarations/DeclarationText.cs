using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generator.Declarations;

/// <summary>Collects the hash and the identifiers of source without method bodies, white space and comments.</summary>
internal sealed class DeclarationText
{
    // The constants of FNV-1a for 64 bits.
    private const ulong Basis = 14695981039346656037, Prime = 1099511628211;

    private readonly HashSet<string> mentions;

    /// <summary>Creates an empty text.</summary>
    public DeclarationText()
        : this(Basis, [])
    {
    }

    private DeclarationText(ulong hash, HashSet<string> mentions) => (Hash, this.mentions) = (hash, mentions);

    /// <summary>The hash of all that was added, in order.</summary>
    public ulong Hash { get; private set; }

    /// <summary>The identifiers in all that was added.</summary>
    public IReadOnlyCollection<string> Mentions => mentions;

    /// <summary>Returns a copy, to which more can be added without a change of this text.</summary>
    public DeclarationText Copy() => new(Hash, new(mentions, mentions.Comparer));

    /// <summary>Adds the tokens of a node. A body counts by its kind alone, because no other file can see what is in it.</summary>
    public void Add(SyntaxNode node)
    {
        foreach (var part in node.DescendantNodesAndTokens(static node => !IsBody(node)))
        {
            if (part.IsToken)
            {
                Add(part.AsToken());
            }
            else if (IsBody(part.AsNode()!))
            {
                Add(part.Kind().ToString());
            }
        }
    }

    /// <summary>Adds characters to the hash alone.</summary>
    public void Add(string text)
    {
        // The 0 keeps apart the tokens "a b" and "ab".
        var hash = Hash;
        foreach (var character in text)
        {
            hash = unchecked((hash ^ character) * Prime);
        }

        Hash = unchecked(hash * Prime);
    }

    /// <summary>Whether a node is the body of a method, accessor or lambda.</summary>
    public static bool IsBody(SyntaxNode node) => node is BlockSyntax or ArrowExpressionClauseSyntax;

    private void Add(SyntaxToken token)
    {
        Add(token.Text);
        if (token.IsKind(SyntaxKind.IdentifierToken))
        {
            mentions.Add(token.ValueText);
        }
    }
}
