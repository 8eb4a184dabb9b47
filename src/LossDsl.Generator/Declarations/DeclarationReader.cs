using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generator.Declarations;

/// <summary>Reads the declarations of one file from its syntax alone.</summary>
internal sealed class DeclarationReader
{
    // Each edit replaces one tree, so the declarations of all others are read once.
    private static readonly ConditionalWeakTable<SyntaxTree, FileDeclarations> Known = new();

    private readonly FileDeclarations file = new();

    /// <summary>Returns the declarations of a file, which are read once for each version of the file.</summary>
    public static FileDeclarations Read(SyntaxTree tree) => Known.GetValue(tree, ReadFile);

    private static FileDeclarations ReadFile(SyntaxTree tree)
    {
        var reader = new DeclarationReader();
        if (tree.GetRoot() is CompilationUnitSyntax root)
        {
            reader.ReadRoot(root);
        }

        return reader.file;
    }

    private void ReadRoot(CompilationUnitSyntax root)
    {
        var context = new DeclarationText();

        // #nullable and the like apply to what follows them.
        for (var directive = root.ContainsDirectives ? root.GetFirstDirective() : null; directive is not null; directive = directive.GetNextDirective())
        {
            context.Add(directive.ToString());
        }

        ReadShared([.. root.Usings.Where(IsGlobal), .. root.AttributeLists]);
        ReadStatements([.. root.Members.OfType<GlobalStatementSyntax>()]);
        ReadMembers(root.Members, "", WithUsings(context, root.Externs, root.Usings));
    }

    private void ReadShared(IReadOnlyList<SyntaxNode> nodes)
    {
        if (nodes.Count > 0)
        {
            file.Add("shared", Declare([], Text(new(), nodes), isShared: true));
        }
    }

    // The variables of top-level statements hide types of other files, which is an error there.
    private void ReadStatements(IReadOnlyList<GlobalStatementSyntax> statements)
    {
        if (statements.Count > 0)
        {
            IReadOnlyList<(GlobalStatementSyntax Statement, string[] Names)> declaring =
                [.. statements.Select(static s => (Statement: s, Names: TopLevelVariables.Find(s))).Where(static s => s.Names.Length > 0)];
            file.Add("statements", Declare(["Program", .. declaring.SelectMany(static s => s.Names)], Text(new(), declaring.Select(static s => s.Statement)), isShared: false));
        }
    }

    private void ReadMembers(IEnumerable<MemberDeclarationSyntax> members, string space, DeclarationText context)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax inner:
                    ReadMembers(inner.Members, ReadNamespace(inner.Name, space), WithUsings(context, inner.Externs, inner.Usings));
                    break;
                case BaseTypeDeclarationSyntax type:
                    file.Add($"{space}.{type.Identifier.ValueText}", Declare([type.Identifier.ValueText], Text(context, [type]), IsShared(type, space)));
                    break;
                case DelegateDeclarationSyntax type:
                    file.Add($"{space}.{type.Identifier.ValueText}", Declare([type.Identifier.ValueText], Text(context, [type]), IsShared(type, space)));
                    break;
                case not GlobalStatementSyntax:
                    // Unfinished code, in which any name may become that of a declaration.
                    var text = Text(context, [member]);
                    file.Add($"{space} {member.Kind()}", Declare(text.Mentions, text, isShared: false));
                    break;
            }
        }
    }

    // Each part of the name is a declaration of its own, since other files declare the outer namespaces too.
    private string ReadNamespace(NameSyntax name, string space)
    {
        foreach (var part in name.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)))
        {
            space = $"{space}.{part.ValueText}";
            file.Add($"namespace {space}", new([part.ValueText], 0, [], IsShared: false));
        }

        return space;
    }

    // The compiler finds extension methods without the name of their class, and types in System without any name in the source.
    private static bool IsShared(SyntaxNode type, string space) =>
        $"{space}.".StartsWith(".System.", StringComparison.Ordinal)
        || type.DescendantNodes(static node => !DeclarationText.IsBody(node)).Any(static node => node is ParameterSyntax parameter && parameter.Modifiers.Any(SyntaxKind.ThisKeyword)
            || node is TypeDeclarationSyntax { Keyword.Text: "extension" });

    private static bool IsGlobal(UsingDirectiveSyntax directive) => directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword);

    private static DeclarationText WithUsings(DeclarationText context, IEnumerable<ExternAliasDirectiveSyntax> externs, IEnumerable<UsingDirectiveSyntax> usings) =>
        Text(context, [.. externs, .. usings.Where(static directive => !IsGlobal(directive))]);

    private static DeclarationText Text(DeclarationText before, IEnumerable<SyntaxNode> nodes)
    {
        var text = before.Copy();
        foreach (var node in nodes)
        {
            text.Add(node);
        }

        return text;
    }

    private static Declaration Declare(IReadOnlyCollection<string> names, DeclarationText text, bool isShared) => new(names, text.Hash, text.Mentions, isShared);
}
