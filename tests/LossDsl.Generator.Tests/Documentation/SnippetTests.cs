using System.Globalization;
using System.Reflection;
using System.Xml.Linq;
using LossDsl.Generator.Tests.Harness;
using LossDsl.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Generator.Tests.Documentation;

/// <summary>
/// Tests that the code of the pages compiles without an error and without a warning of the generator. Fragments see the losses of README.md.
/// The examples of docs/diagnostics.md, docs/survey-review.md and docs/formula-language.md have tests of their own.
/// </summary>
public sealed class SnippetTests
{
    private static readonly string[] Pages = ["README.md", "eng/package/README.md", "docs/testing.md", "docs/packages.md", "docs/calling-a-loss.md"];

    // Those of a project with ImplicitUsings, and of a test project of xunit's template.
    private static readonly string[] Usings = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading.Tasks", "Xunit"];

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    // The namespace of the catalog is the name of the project, which README.md calls MyApp.
    private const string Project = "MyApp";

    private static readonly IReadOnlyList<MetadataReference> References =
    [
        .. Harness.References.All,
        .. new Assembly[] { typeof(LossCheck).Assembly, typeof(LossGenerator).Assembly, typeof(FactAttribute).Assembly, typeof(Assert).Assembly, typeof(Compilation).Assembly, typeof(CSharpCompilation).Assembly }
            .Select(static a => MetadataReference.CreateFromFile(a.Location)),
    ];

    private static IEnumerable<Snippet> CSharp => Pages.SelectMany(static p => Snippet.Read(p, "csharp"));

    public static TheoryData<string> Compiled => [.. CSharp.Where(static s => !s.IsExcerpt).Select(static s => s.ToString())];

    [Theory]
    [MemberData(nameof(Compiled))]
    public void The_code_of_a_page_compiles(string place)
    {
        var (output, reported) = Compile(CSharp.Single(s => s.ToString() == place));
        var wrong = output.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).Concat(reported.Where(static d => d.Severity >= DiagnosticSeverity.Warning));
        Assert.True(!wrong.Any(), string.Join("\n", wrong.Select(Describe)));
    }

    [Fact]
    public void An_excerpt_of_generated_code_is_found_there()
    {
        var excerpt = Snippet.Read("README.md", "csharp").Single(static s => s.IsExcerpt);
        var generated = string.Concat(Compile(Snippet.Read("README.md", "csharp").First()).Output.SyntaxTrees).Replace("global::LossDsl.CompilerServices.", "", StringComparison.Ordinal);
        Assert.All(
            excerpt.Code.Split('\n').Select(static l => l.Split("//")[0].Trim()).Where(static l => l is not ("" or "...")),
            line => Assert.Contains(line, generated, StringComparison.Ordinal));
    }

    [Fact]
    public void The_project_files_of_a_page_are_well_formed() =>
        Assert.All(Pages.SelectMany(static p => Snippet.Read(p, "xml")), static s => XElement.Parse($"<Project>{s.Code}</Project>"));

    private static (Compilation Output, IReadOnlyList<Diagnostic> Reported) Compile(Snippet snippet)
    {
        var others = SnippetFrame.TypeNames(snippet).ToList();
        var known = Snippet.Read("README.md", "csharp").Select(s => SnippetFrame.Types(s, others));
        string[] sources = [string.Concat(Usings.Select(static u => $"global using {u};\n")), SnippetFrame.Around(snippet), .. known];
        var isProgram = CSharpSyntaxTree.ParseText(sources[1]).GetCompilationUnitRoot().Members.Any(static m => m is Microsoft.CodeAnalysis.CSharp.Syntax.GlobalStatementSyntax);
        var options = new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create(Project, sources.Select(static (s, i) => CSharpSyntaxTree.ParseText(s, ParseOptions, i < 2 ? $"{i}.cs" : "losses of README.md", System.Text.Encoding.UTF8)), References, options);
        CSharpGeneratorDriver.Create([new LossGenerator().AsSourceGenerator()], parseOptions: ParseOptions).RunGeneratorsAndUpdateCompilation(compilation, out var output, out var reported);
        return (output, reported);
    }

    private static string Describe(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetMappedLineSpan();
        return $"{place.Path}:{place.StartLinePosition.Line + 1}: {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
    }
}
