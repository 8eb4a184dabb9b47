using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Generator.Tests.Harness;

/// <summary>Run of the generator on C# sources, with its diagnostics, generated files and incremental steps.</summary>
internal sealed class GeneratorRun
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    // The global usings that a project has with ImplicitUsings.
    private static readonly SyntaxTree Usings = CSharpSyntaxTree.ParseText(
        "global using System; global using System.Collections.Generic; global using System.Linq; global using LossDsl;", ParseOptions, "GlobalUsings.cs");

    // CS1701 (a reference was built for an older framework) is off in every project of the SDK.
    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        nullableContextOptions: NullableContextOptions.Enable,
        specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress)]);

    private readonly GeneratorDriver driver;
    private readonly CSharpCompilation input;


    private GeneratorRun(GeneratorDriver driver, CSharpCompilation input)
    {
        this.input = input;
        this.driver = driver.RunGeneratorsAndUpdateCompilation(input, out var output, out var diagnostics);
        Output = output;
        Diagnostics = [.. diagnostics.Where(static d => !IsOfAnalysis(d))];
        Findings = [.. diagnostics.Where(static d => IsOfAnalysis(d) && !d.IsSuppressed)];
        Result = this.driver.GetRunResult().Results.Single();
    }

    /// <summary>Compilation of the user's sources alone.</summary>
    public Compilation Input => input;

    /// <summary>Compilation of the user's sources and the generated ones.</summary>
    public Compilation Output { get; }

    /// <summary>Diagnostics of the generator and its driver, without <see cref="Findings"/>, which short samples are full of.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>Findings of the analysis (LOSS2...) in formulas that compile, without suppressed ones.</summary>
    public ImmutableArray<Diagnostic> Findings { get; }

    public GeneratorRunResult Result { get; }

    public GeneratorDriver Driver => driver;

    /// <summary>Texts of the generated files by their names.</summary>
    public IReadOnlyDictionary<string, string> Files => Result.GeneratedSources.ToDictionary(static s => s.HintName, static s => s.SourceText.ToString());

    /// <summary>Returns the outputs of a tracked step for all items, with the reason why each was computed or cached. Empty if the step did not run.</summary>
    public IReadOnlyList<(object Value, IncrementalStepRunReason Reason)> Step(string name) =>
        Result.TrackedSteps.TryGetValue(name, out var steps) ? [.. steps.SelectMany(static step => step.Outputs)] : [];

    /// <summary>Runs the generator on sources named Source0.cs, Source1.cs, ... in an assembly named Tests.</summary>
    public static GeneratorRun Of(params string[] sources) => Of(References.All, sources);

    public static GeneratorRun Of(IEnumerable<MetadataReference> references, params string[] sources) => OfAssembly("Tests", references, sources);

    public static GeneratorRun OfAssembly(string name, IEnumerable<MetadataReference> references, params string[] sources) => OfAssembly(name, references, [], sources);

    /// <summary>Runs the generator on the sources of an assembly.</summary>
    /// <param name="name">The name of the assembly.</param>
    /// <param name="references">The references of the assembly.</param>
    /// <param name="enabled">The ids of diagnostics to enable that are off by default; all but LOSS2010 are ignored.</param>
    /// <param name="sources">The sources of the user.</param>
    public static GeneratorRun OfAssembly(string name, IEnumerable<MetadataReference> references, IReadOnlyList<string> enabled, params string[] sources)
    {
        var input = CSharpCompilation.Create(
            name,
            [Usings, .. sources.Select(static (source, i) => Parse(source, $"Source{i}.cs"))],
            references,
            Options.WithSpecificDiagnosticOptions(Options.SpecificDiagnosticOptions.SetItems(enabled.Where(static id => id == "LOSS2010").Select(static id => KeyValuePair.Create(id, ReportDiagnostic.Info)))));
        var options = new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true);
        return new(CSharpGeneratorDriver.Create([new LossGenerator().AsSourceGenerator()], parseOptions: ParseOptions, driverOptions: options), input);
    }

    /// <summary>Runs the generator on sources in an older version of C#.</summary>
    public static GeneratorRun OfLanguage(LanguageVersion version, IEnumerable<MetadataReference> references, params string[] sources)
    {
        var options = ParseOptions.WithLanguageVersion(version);
        var trees = sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, options, $"Source{i}.cs", System.Text.Encoding.UTF8));
        return new(
            CSharpGeneratorDriver.Create([new LossGenerator().AsSourceGenerator()], parseOptions: options),
            CSharpCompilation.Create("Tests", [CSharpSyntaxTree.ParseText(Usings.GetText(), options), .. trees], references, Options));
    }

    /// <summary>Runs the generator again after an edit of one file, as an editor does: results for unchanged inputs may come from the cache.</summary>
    public GeneratorRun Edit(int file, string source)
    {
        var old = input.SyntaxTrees.Single(tree => tree.FilePath == $"Source{file}.cs");
        return new(driver, input.ReplaceSyntaxTree(old, Parse(source, old.FilePath)));
    }

    /// <summary>Runs the generator again after a file was added.</summary>
    public GeneratorRun Add(string source) => new(driver, input.AddSyntaxTrees(Parse(source, $"Source{input.SyntaxTrees.Length - 1}.cs")));

    /// <summary>Runs the generator again after a file was removed.</summary>
    public GeneratorRun Remove(int file) => new(driver, input.RemoveSyntaxTrees(input.SyntaxTrees.Single(tree => tree.FilePath == $"Source{file}.cs")));

    /// <summary>Runs the generator again with other references.</summary>
    public GeneratorRun Refer(IEnumerable<MetadataReference> references) => new(driver, input.WithReferences(references));

    /// <summary>Runs the generator again with another name of the assembly.</summary>
    public GeneratorRun Rename(string assembly) => new(driver, input.WithAssemblyName(assembly));

    /// <summary>Runs a new generator, without cached results, on the same files parsed anew.</summary>
    public GeneratorRun Afresh() => new(
        CSharpGeneratorDriver.Create([new LossGenerator().AsSourceGenerator()], parseOptions: ParseOptions),
        input.RemoveAllSyntaxTrees().AddSyntaxTrees(input.SyntaxTrees.Select(static tree => Parse(tree.ToString(), tree.FilePath))));

    /// <summary>Asserts that the output compiles without a warning and that the generator reported nothing but findings.</summary>
    public GeneratorRun AssertCompiles()
    {
        Assert.Empty(Diagnostics);
        AssertNoCompilerDiagnostics();
        return this;
    }

    /// <summary>Asserts that the compiler reports neither errors nor warnings.</summary>
    public void AssertNoCompilerDiagnostics()
    {
        var found = Output.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning);
        var report = string.Join("\n", found.Select(static d => $"{d}\n    {d.Location.SourceTree?.GetText().Lines[d.Location.GetLineSpan().StartLinePosition.Line]}"));
        Assert.True(report.Length == 0, report);
    }

    private static bool IsOfAnalysis(Diagnostic diagnostic) => diagnostic.Id.StartsWith("LOSS2", StringComparison.Ordinal);

    private static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path, System.Text.Encoding.UTF8);
}
