using Basic.Reference.Assemblies;
using LossDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace LossDsl.CodeFixes.Tests;

/// <summary>
/// Applies a code fix to what the generator reports and compares the source that comes of it, in which the marks must be all that the generator still reports.
/// The diagnostics are those of the generator itself: the test has no analyzer.
/// </summary>
internal static class FixAssert
{
    /// <param name="wrong">The source, with what the generator reports written as <c>{|LOSS0001:text|}</c>.</param>
    /// <param name="right">The same after the fix.</param>
    /// <param name="title">The title of the fix.</param>
    /// <param name="index">Which one of several it is.</param>
    public static async Task Becomes<TFix>(string wrong, string right, string title, int index = 0)
        where TFix : CodeFixProvider, new()
    {
        var titles = new List<string>();
        await new Test<TFix> { TestCode = wrong, FixedCode = right, CodeActionIndex = index, CodeActionVerifier = (action, _) => titles.Add(action.Title) }.RunAsync();
        Assert.Contains(title, titles);
    }

    /// <summary>Nothing is offered.</summary>
    public static Task IsNotOffered<TFix>(string wrong)
        where TFix : CodeFixProvider, new() => new Test<TFix> { TestCode = wrong, FixedCode = wrong }.RunAsync();

    private sealed class Test<TFix> : CSharpCodeFixTest<EmptyDiagnosticAnalyzer, TFix, DefaultVerifier>
        where TFix : CodeFixProvider, new()
    {
        public Test()
        {
            // What the framework of a project gives; packages of reference assemblies would be fetched by every run.
            ReferenceAssemblies = new("net10.0");
            TestState.AdditionalReferences.AddRange(Net100.References.All);
            foreach (var type in new[] { typeof(LossAttribute), typeof(FormulaLoss), typeof(TorchSharp.torch) })
            {
                TestState.AdditionalReferences.Add(MetadataReference.CreateFromFile(type.Assembly.Location));
            }

            // All in a document and all in a project are the same here.
            CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllInDocumentCheck | CodeFixTestBehaviors.SkipFixAllInProjectCheck;
            TestBehaviors |= TestBehaviors.SkipGeneratedSourcesCheck;

            // The formulas are short: what they say of one kind of pixel alone is not what a fix is for.
            DisabledDiagnostics.Add("LOSS2011");
        }

        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(LossGenerator)];

        protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Diagnose);
    }
}
