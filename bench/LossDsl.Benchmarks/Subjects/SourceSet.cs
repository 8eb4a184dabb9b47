using System.Text;
using System.Text.RegularExpressions;
using Basic.Reference.Assemblies;
using LossDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>Set of loss sources for the generator benchmarks: the sources of the catalog, repeated under new names and namespaces until there are enough.</summary>
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

    /// <summary>Returns a set with every loss of the catalog once.</summary>
    public static SourceSet Catalog() => Create(Files().Length);

    /// <summary>Returns a set of that many losses, and with the set the edit of one formula.</summary>
    public static SourceSet Create(int losses)
    {
        // The first round has the whole catalog. Later rounds have only losses that refer to no other loss, because the last round may lack the other.
        var files = Files();
        var alone = files.Where(static file => !OtherLoss().IsMatch(file)).ToArray();
        string[] all = [.. files.Select(static file => Renamed(file, 0)).Concat(Enumerable.Range(1, losses).SelectMany(round => alone.Select(file => Renamed(file, round)))).Take(losses)];
        var trees = all.Select(static (source, index) => Parse(source, $"Loss{index}.cs")).ToArray();
        var edited = Array.FindIndex(all, static source => Formula().IsMatch(source));
        return new(trees, edited, Parse(Formula().Replace(all[edited], "$1 0.5 + ", 1), trees[edited].FilePath));
    }

    /// <summary>Returns a driver of the generator without cached results. The driver tracks steps, so that a caller can count which steps ran again.</summary>
    public static GeneratorDriver NewDriver() => CSharpGeneratorDriver.Create(
        [new LossGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Returns a compilation of references and global usings alone.</summary>
    public static CSharpCompilation CompileNothing() => CSharpCompilation.Create("Losses", [Usings], References, new(OutputKind.DynamicallyLinkedLibrary));

    /// <summary>Returns a new compilation of the sources, whose syntax trees are the same objects each time.</summary>
    public CSharpCompilation Compile() => CompileNothing().AddSyntaxTrees(trees);

    /// <summary>Returns a new compilation of copies of the sources, for which the generator has nothing cached.</summary>
    public CSharpCompilation CompileCopies() => CompileNothing().AddSyntaxTrees(trees.Select(static tree => CSharpSyntaxTree.Create((CSharpSyntaxNode)tree.GetRoot(), ParseOptions, tree.FilePath, Encoding.UTF8)));

    /// <summary>Returns a new compilation of the sources after the edit; syntax trees that the edit does not touch are the same objects.</summary>
    public CSharpCompilation CompileEdited() => CompileNothing().AddSyntaxTrees(afterEdit);

    private static string[] Files() =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "catalog"), "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    private static string Renamed(string source, int round) =>
        Name().Replace(Namespace().Replace(source, $"namespace Round{round};"), $"[Loss(\"$1-{round}\"");

    /// <summary>Parses one file.</summary>
    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path, Encoding.UTF8);

    [GeneratedRegex("namespace [A-Za-z.]+;")]
    private static partial Regex Namespace();

    [GeneratedRegex("\\[Loss\\(\"([^\"]+)\"")]
    private static partial Regex Name();

    [GeneratedRegex("[A-Za-z]Loss\\.[A-Z]")]
    private static partial Regex OtherLoss();

    [GeneratedRegex("(double Formula\\([^{]*?\\)\\s*=>)", RegexOptions.Singleline)]
    private static partial Regex Formula();
}
