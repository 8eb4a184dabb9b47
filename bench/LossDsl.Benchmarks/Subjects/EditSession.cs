using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>Session of an editor: sources of losses with one further file, and the generator, which keeps its results from edit to edit.</summary>
internal sealed class EditSession
{
    private CSharpCompilation compilation;
    private SyntaxTree edited;
    private GeneratorDriver driver;

    /// <summary>Opens the sources and runs the generator on them.</summary>
    public EditSession(SourceSet sources)
    {
        edited = SourceSet.Parse("", "Window.cs");
        compilation = sources.Compile().AddSyntaxTrees(edited);
        driver = SourceSet.NewDriver().RunGenerators(compilation);
    }

    /// <summary>Number of edits so far. Source that contains the number differs from all earlier versions.</summary>
    public int Edits { get; private set; }

    /// <summary>Replaces the text of the further file, and runs the generator again.</summary>
    public GeneratorDriver Edit(string source)
    {
        Edits++;
        var next = SourceSet.Parse(source, edited.FilePath);
        compilation = compilation.ReplaceSyntaxTree(edited, next);
        edited = next;
        return driver = driver.RunGenerators(compilation);
    }
}
