using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generator.Tests.Documentation;

/// <summary>Source file around a C# block of a page. Its lines are those of the page, so that an error names the line there.</summary>
internal static class SnippetFrame
{
    private const string Usings = """
        using System.ComponentModel.DataAnnotations;
        using LossDsl;
        using LossDsl.Generator;
        using LossDsl.Testing;
        using Microsoft.CodeAnalysis;
        using Microsoft.CodeAnalysis.CSharp;
        """;

    // What the text around the blocks speaks of.
    private const string Members = """
        internal static readonly string generated = "Generated";
        internal static Task Verify(string text) => Task.FromResult(text);
        """;

    /// <summary>Returns the source of a block: a program or a file as it stands, statements of a training loop within a method, members within a class.</summary>
    public static string Around(Snippet snippet)
    {
        var root = Parse(snippet.Code);
        var code = $"#line {snippet.Line} \"{snippet.Page}\"\n{snippet.Code}\n#line default\n";
        return root switch
        {
            { Usings.Count: > 0 } => code,
            _ when root.Members.All(static m => m is BaseTypeDeclarationSyntax) => $"{Usings}\n{code}",
            _ when root.Members.Any(static m => m is GlobalStatementSyntax { Statement: not LocalFunctionStatementSyntax }) =>
                $"{Usings}\ninternal static class Frame\n{{\ninternal static void Run(TorchSharp.torch.Tensor logits, TorchSharp.torch.Tensor target)\n{{\n{code}}}\n}}\n",
            _ => $"{Usings}\npublic class Frame\n{{\n{Members}\n{code}}}\n",
        };
    }

    /// <summary>Returns the source of the types that a block declares, without those that have a name of <paramref name="others"/>.</summary>
    public static string Types(Snippet snippet, IEnumerable<string> others) => string.Join("\n", [
        Usings, .. Declared(snippet).Where(t => !others.Contains(t.Identifier.Text)).Select(static t => t.ToFullString())]);

    /// <summary>Returns the names of the types that a block declares.</summary>
    public static IEnumerable<string> TypeNames(Snippet snippet) => Declared(snippet).Select(static t => t.Identifier.Text);

    private static IEnumerable<BaseTypeDeclarationSyntax> Declared(Snippet snippet) => Parse(snippet.Code).Members.OfType<BaseTypeDeclarationSyntax>();

    private static CompilationUnitSyntax Parse(string code) => CSharpSyntaxTree.ParseText(code).GetCompilationUnitRoot();
}
