using System.Text;
using System.Text.RegularExpressions;
using Basic.Reference.Assemblies;
using LossDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>Sources of many losses: those of the catalogue, again and again in namespaces of their own under names of their own.</summary>
internal sealed partial class SourceSet
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    private static readonly MetadataReference[] References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(LossAttribute).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(FormulaLoss).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(TorchSharp.torch).Assembly.Location),
    ];

    private static readonly SyntaxTree Usings = Parse("global using System; global using LossDsl;", "Usings.cs");

    private readonly SyntaxTree[] trees;
    private readonly SyntaxTree edited;

    private SourceSet(SyntaxTree[] trees, SyntaxTree edited) => (this.trees, this.edited) = (trees, edited);

    /// <summary>The last of the losses is the one that is edited.</summary>
    public static SourceSet Create(int losses)
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "catalogue"), "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText).ToArray();
        var rounds = (losses / files.Length) + 1;
        string[] all = [.. Enumerable.Range(0, rounds).SelectMany(round => files.Select(file => Renamed(file, round))).Take(losses)];
        var trees = all.Select(static (source, index) => Parse(source, $"Loss{index}.cs")).ToArray();
        return new(trees, Parse(Formula().Replace(all[^1], "$1 0.5 + ", 1), $"Loss{losses - 1}.cs"));
    }

    public static GeneratorDriver NewDriver() => CSharpGeneratorDriver.Create(
        [new LossGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static CSharpCompilation CompileNothing() => CSharpCompilation.Create("Losses", [Usings], References, new(OutputKind.DynamicallyLinkedLibrary));

    /// <summary>A compilation that nothing is known of yet.</summary>
    public CSharpCompilation Compile() => CompileNothing().AddSyntaxTrees(trees);

    /// <summary>The same after the edit.</summary>
    public CSharpCompilation CompileEdited() => CompileNothing().AddSyntaxTrees([.. trees[..^1], edited]);

    private static string Renamed(string source, int round) =>
        Name().Replace(Namespace().Replace(source, $"namespace Round{round};"), $"[Loss(\"$1-{round}\"");

    private static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path, Encoding.UTF8);

    [GeneratedRegex("namespace [A-Za-z.]+;")]
    private static partial Regex Namespace();

    [GeneratedRegex("\\[Loss\\(\"([^\"]+)\"")]
    private static partial Regex Name();

    [GeneratedRegex("(double Formula\\([^{]*?\\)\\s*=>)", RegexOptions.Singleline)]
    private static partial Regex Formula();
}
