using LossDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Generator.Tests.Diagnostics;

/// <summary>Tests of the diagnostics about a project as a whole, such as its language version.</summary>
public sealed class ProjectDiagnosticsTests
{
    [Theory]
    [InlineData(LanguageVersion.CSharp7_3, "7.3")]
    [InlineData(LanguageVersion.CSharp9, "9")]
    [InlineData(LanguageVersion.CSharp10, "10")]
    public void Language_that_is_too_old(LanguageVersion version, string name)
    {
        var run = GeneratorRun.OfLanguage(version, References.All, Loss("One"), Loss("Two"));
        var diagnostic = Assert.Single(run.Diagnostics);
        var mark = Markup.Read(Loss("One").Replace("class OneLoss", "class {|LOSS1010:OneLoss|}", StringComparison.Ordinal), "Source0.cs").Marks.Single();
        Assert.Equal(mark, new DiagnosticMark(diagnostic.Location.SourceTree!.FilePath, diagnostic.Location.SourceSpan, diagnostic.Id));
        Assert.Equal(
            $"Generated code needs C# 11, but this project is compiled as C# {name}; remove LangVersion from the project file, or set it to 11 or later",
            diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));

        // The errors about global usings come from the test's own source, which has no path.
        Assert.Empty(run.Files);
        Assert.DoesNotContain(run.Output.GetDiagnostics(), static d => d.Severity == DiagnosticSeverity.Error && d.Location.SourceTree?.FilePath is { Length: > 0 });
    }

    [Fact]
    public void Generated_code_compiles_in_the_oldest_language()
    {
        // The catalog uses all that is generated: maps, windows, stages and hyperparameters.
        var run = GeneratorRun.OfLanguage(LanguageVersion.CSharp11, References.All, Sources.Catalog());
        Assert.Empty(run.Diagnostics);
        run.AssertNoCompilerDiagnostics();
    }

    [Fact]
    public void Catalog_of_referenced_losses_compiles_in_the_oldest_language()
    {
        var library = GeneratorRun.OfAssembly("Library", References.All, Loss("One"));
        var run = GeneratorRun.OfLanguage(LanguageVersion.CSharp11, [.. References.All, library.Output.ToMetadataReference()], "namespace Tests; internal static class Program { public static Catalog All => LossCatalog.All; }");
        run.AssertCompiles();
    }

    private static string Loss(string name) =>
        $"using LossDsl; [Loss(\"{name}\")] public sealed partial class {name}Loss {{ [Formula] static double Formula(double tp, double fp, double beta = 2) => fp - tp * beta; }}";
}
