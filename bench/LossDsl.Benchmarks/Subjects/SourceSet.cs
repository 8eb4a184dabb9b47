using System.Text;
using System.Text.RegularExpressions;
using Basic.Reference.Assemblies;
using LossDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>Sources of many losses: those of the catalog, in namespaces and under names of their own as often as it takes.</summary>
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
    private readonly SyntaxTree[] afterEdit;

    private SourceSet(SyntaxTree[] trees, int edited, SyntaxTree edit)
    {
        this.trees = trees;
        afterEdit = [.. trees[..edited], edit, .. trees[(edited + 1)..]];
    }

    /// <summary>The catalog as it is.</summary>
    public static SourceSet Catalog() => Create(Files().Length);

    /// <summary>One of the losses is the one that is edited.</summary>
    public static SourceSet Create(int losses)
    {
        // The whole catalog once; then, again and again, what names no other loss, for the last round may lack the other.
        var files = Files();
        var alone = files.Where(static file => !OtherLoss().IsMatch(file)).ToArray();
        string[] all = [.. files.Select(static file => Renamed(file, 0)).Concat(Enumerable.Range(1, losses).SelectMany(round => alone.Select(file => Renamed(file, round)))).Take(losses)];
        var trees = all.Select(static (source, index) => Parse(source, $"Loss{index}.cs")).ToArray();
        var edited = Array.FindIndex(all, static source => Formula().IsMatch(source));
        return new(trees, edited, Parse(Formula().Replace(all[edited], "$1 0.5 + ", 1), trees[edited].FilePath));
    }

    public static GeneratorDriver NewDriver() => CSharpGeneratorDriver.Create(
        [new LossGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static CSharpCompilation CompileNothing() => CSharpCompilation.Create("Losses", [Usings], References, new(OutputKind.DynamicallyLinkedLibrary));

    /// <summary>A compilation that nothing is known of yet.</summary>
    public CSharpCompilation Compile() => CompileNothing().AddSyntaxTrees(trees);

    /// <summary>The same after the edit.</summary>
    public CSharpCompilation CompileEdited() => CompileNothing().AddSyntaxTrees(afterEdit);

    private static string[] Files() =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "catalog"), "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    private static string Renamed(string source, int round) =>
        Name().Replace(Namespace().Replace(source, $"namespace Round{round};"), $"[Loss(\"$1-{round}\"");

    private static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path, Encoding.UTF8);

    [GeneratedRegex("namespace [A-Za-z.]+;")]
    private static partial Regex Namespace();

    [GeneratedRegex("\\[Loss\\(\"([^\"]+)\"")]
    private static partial Regex Name();

    [GeneratedRegex("[A-Za-z]Loss\\.[A-Z]")]
    private static partial Regex OtherLoss();

    [GeneratedRegex("(double Formula\\([^{]*?\\)\\s*=>)", RegexOptions.Singleline)]
    private static partial Regex Formula();
}
