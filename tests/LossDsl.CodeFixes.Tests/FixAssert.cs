using Basic.Reference.Assemblies;
using LossDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace LossDsl.CodeFixes.Tests;

/// <summary>Assertions about code fixes. The generator itself reports the diagnostics; no analyzer takes part.</summary>
internal static class FixAssert
{
    /// <summary>
    /// Applies a fix to a source and asserts the resulting source, and that one of the offered fixes has the title.
    /// Marks in the result stand for the diagnostics that remain after the fix.
    /// </summary>
    /// <param name="wrong">The source before the fix, with each diagnostic marked as <c>{|LOSS0001:text|}</c>.</param>
    /// <param name="right">The source after the fix.</param>
    /// <param name="title">The title of the fix.</param>
    /// <param name="index">The index of the applied fix among those offered for the diagnostic.</param>
    /// <typeparam name="TFix">The code fix provider.</typeparam>
    public static async Task AssertFixed<TFix>(string wrong, string right, string title, int index = 0)
        where TFix : CodeFixProvider, new()
    {
        var titles = new List<string>();
        await new Test<TFix> { TestCode = wrong, FixedCode = right, CodeActionIndex = index, CodeActionVerifier = (action, _) => titles.Add(action.Title) }.RunAsync();
        Assert.Contains(title, titles);
    }

    /// <summary>Asserts that the provider offers no fix for the marked diagnostics of a source.</summary>
    public static Task AssertNoFix<TFix>(string wrong)
        where TFix : CodeFixProvider, new() => new Test<TFix> { TestCode = wrong, FixedCode = wrong }.RunAsync();

    private sealed class Test<TFix> : CSharpCodeFixTest<EmptyDiagnosticAnalyzer, TFix, DefaultVerifier>
        where TFix : CodeFixProvider, new()
    {
        public Test()
        {
            // Basic.Reference.Assemblies has the framework on disk. The test library would download it in every run.
            ReferenceAssemblies = new("net10.0");
            TestState.AdditionalReferences.AddRange(Net100.References.All);
            foreach (var type in new[] { typeof(LossAttribute), typeof(FormulaLoss), typeof(TorchSharp.torch) })
            {
                TestState.AdditionalReferences.Add(MetadataReference.CreateFromFile(type.Assembly.Location));
            }

            // Every test has one document, so fixing all in the document or in the project is fixing all diagnostics.
            CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllInDocumentCheck | CodeFixTestBehaviors.SkipFixAllInProjectCheck;
            TestBehaviors |= TestBehaviors.SkipGeneratedSourcesCheck;

            // The short formulas of the tests give some pixels no gradient (LOSS2011), which no fix under test is about.
            DisabledDiagnostics.Add("LOSS2011");
        }

        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(LossGenerator)];

        protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Diagnose);
    }
}
