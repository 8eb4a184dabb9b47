using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using LossDsl.Generator.Analysis;
using LossDsl.Generator.Backends.Metadata;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Diagnostics;

/// <summary>Tests that docs/survey-review.md quotes, word for word, what the compiler reports about the printed equations.</summary>
public sealed partial class SurveyReviewTests
{
    [Fact]
    public void The_page_quotes_the_compiler()
    {
        var path = Path.Combine(Path.GetDirectoryName(File())!, "..", "..", "..", "docs", "survey-review.md");
        var page = System.IO.File.ReadAllText(path).ReplaceLineEndings("\n");
        var expected = Example().Replace(page, static m => $"```csharp\n{m.Groups["code"].Value}```\n\n```text\n{Messages(m.Groups["code"].Value)}\n```");
        if (expected != page)
        {
            System.IO.File.WriteAllText(path.Replace(".md", ".received.md"), expected);
        }

        Assert.Equal(expected, page);
        Assert.Equal(17, Example().Count(page));

        // The purpose of the page: copying the received file over the page must not remove it unnoticed.
        Assert.Contains("# The survey, compiled\n", page, StringComparison.Ordinal);
        Assert.Equal(3, page.Split("rewards errors: a higher probability of a ").Length - 1);
        Assert.Contains("better prediction never has a worse value", Messages(Example().Match(page).Groups["code"].Value), StringComparison.Ordinal);
    }

    private static string Messages(string code)
    {
        var run = GeneratorRun.Of("using System.ComponentModel.DataAnnotations;\n#pragma warning disable CS1591\n" + code);
        Assert.Empty(run.Diagnostics);
        run.AssertNoCompilerDiagnostics();
        var analyzed = (AnalyzedLoss)run.Step(TrackingNames.Proof).Single().Value;
        var found = run.Findings.Where(static d => d.Id is not "LOSS2008").Select(static d => $"{d.Severity.ToString().ToLowerInvariant()} {d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}");
        return string.Join("\n", [.. found, .. ProofText.Sentences(analyzed.Proof, analyzed.Loss.Plan!.Spec.Citation)]);
    }

    private static string File([CallerFilePath] string file = "") => file;

    [GeneratedRegex(@"```csharp\n(?<code>.*?)```\n\n```text\n.*?\n```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
