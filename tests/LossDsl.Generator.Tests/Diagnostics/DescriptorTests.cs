using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using LossDsl.Generator.Diagnostics;
using LossDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Generator.Tests.Diagnostics;

/// <summary>
/// Tests that every diagnostic has a row in the release notes, a section in docs/diagnostics.md with examples that compile as described, and a test of its span.
/// </summary>
public sealed partial class DescriptorTests
{
    private static readonly IReadOnlyList<DiagnosticDescriptor> All =
        [.. typeof(Descriptors).GetFields(BindingFlags.Static | BindingFlags.Public).Select(static f => (DiagnosticDescriptor)f.GetValue(null)!)];

    private static readonly string Page = Read("diagnostics.md");

    public static TheoryData<string> Ids => [.. All.Select(static d => d.Id)];

    public static TheoryData<string> IdsOfUserErrors => [.. All.Select(static d => d.Id).Except([Descriptors.InternalError.Id])];

    [Fact]
    public void Ids_are_unique() => Assert.Equal(All.Count, All.Select(static d => d.Id).Distinct().Count());

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_diagnostic_has_a_row_in_a_release(string id)
    {
        var descriptor = All.Single(d => d.Id == id);
        var rows = Read("AnalyzerReleases.Shipped.md") + Read("AnalyzerReleases.Unshipped.md");
        Assert.Contains($"{id} | {descriptor.Category} | {(descriptor.IsEnabledByDefault ? descriptor.DefaultSeverity.ToString() : "Disabled")} | {descriptor.Title}", rows, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_diagnostic_has_a_section_that_its_link_leads_to(string id)
    {
        var descriptor = All.Single(d => d.Id == id);
        Assert.Contains($"\n<a id=\"{id.ToLowerInvariant()}\"></a>\n\n## {id}: {descriptor.Title}\n", Page, StringComparison.Ordinal);
        Assert.EndsWith($"/docs/diagnostics.md#{id.ToLowerInvariant()}", descriptor.HelpLinkUri, StringComparison.Ordinal);
    }

    [Fact]
    public void No_section_is_about_a_diagnostic_that_is_gone() =>
        Assert.Equal(All.Select(static d => d.Id), Heading().Matches(Page).Select(static m => m.Groups["id"].Value));

    [Theory]
    [MemberData(nameof(IdsOfUserErrors))]
    public void Every_diagnostic_has_a_test_of_its_span(string id) => Assert.Contains($"{{|{id}:", TestSources(), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(IdsOfUserErrors))]
    public void The_wrong_example_reports_the_diagnostic_and_no_other(string id)
    {
        var run = Compile(id, Example(id, "Wrong"));
        var reported = IsOfAnalysis(id) ? run.Diagnostics.Concat(run.Findings).ToList() : [.. run.Diagnostics];
        Assert.All(reported, d => Assert.Equal(id, d.Id));
        Assert.NotEmpty(reported);
    }

    [Theory]
    [MemberData(nameof(IdsOfUserErrors))]
    public void The_right_example_compiles(string id)
    {
        var run = Compile(IsOfAnalysis(id) ? id : null, Example(id, "Right")).AssertCompiles();
        Assert.Empty(IsOfAnalysis(id) ? run.Findings : []);
    }

    private static bool IsOfAnalysis(string id) => id.StartsWith("LOSS2", StringComparison.Ordinal);

    [Fact]
    public void The_examples_of_the_formula_language_compile()
    {
        var page = Read("formula-language.md");
        var examples = Code().Matches(page).Select(static m => m.Groups["code"].Value).ToList();
        Assert.NotEmpty(examples);
        GeneratorRun.Of([Sources.Catalog("DiceLoss").Replace("namespace LossDsl.Losses;", ""), .. examples.Select(static e => "#pragma warning disable CS1591\nusing System.ComponentModel.DataAnnotations;\n" + e)]).AssertCompiles();
    }

    // LOSS0013 is about references and LOSS1010 about the language version, which no example can show.
    private static GeneratorRun Compile(string? id, string example) => id == Descriptors.OldLanguage.Id
        ? GeneratorRun.OfLanguage(LanguageVersion.CSharp10, References.All, example)
        : GeneratorRun.OfAssembly("Tests", id == Descriptors.NoRuntime.Id ? References.WithoutRuntime : References.All, id is null ? [] : [id], "using System.ComponentModel.DataAnnotations;\n" + example);

    private static string Example(string id, string kind)
    {
        var section = Page[Page.IndexOf($"\n## {id}:", StringComparison.Ordinal)..];
        var start = section.IndexOf($"\n{kind}:\n\n```csharp\n", StringComparison.Ordinal);
        var next = section.IndexOf("\n## ", 1, StringComparison.Ordinal);
        Assert.True(start >= 0 && (next < 0 || start < next), $"The section {id} has no example '{kind}:'.");
        var code = section[(start + $"\n{kind}:\n\n```csharp\n".Length)..];
        return code[..code.IndexOf("\n```", StringComparison.Ordinal)];
    }

    private static string Read(string page) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", page)).ReplaceLineEndings("\n");

    private static string TestSources([CallerFilePath] string file = "") =>
        string.Concat(Directory.GetFiles(Path.GetDirectoryName(file)!, "*DiagnosticsTests.cs").Select(File.ReadAllText));

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^## (?<id>LOSS\d{4}):", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
