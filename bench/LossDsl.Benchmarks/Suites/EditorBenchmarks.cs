using BenchmarkDotNet.Attributes;
using LossDsl.Benchmarks.Subjects;
using Microsoft.CodeAnalysis;

namespace LossDsl.Benchmarks.Suites;

/// <summary>
/// Benchmarks of one keystroke in an editor: the generator has compiled 100 losses in 100 files, and one further file changes, which no loss refers to. Nothing is derived anew.
/// Each call is the next keystroke after the one before. Parsing is not measured.
/// </summary>
public class EditorBenchmarks
{
    /// <summary>Number of losses, by which the table divides.</summary>
    public const int Losses = 100;

    private readonly EditSession session = new(SourceSet.Create(Losses));

    [GlobalSetup]
    public void Setup()
    {
        // Each edit that concerns all losses makes the next measured one start from readings that are up to date.
        WarmUp.Run("editor", () => session.Edit("class Window { }"), seconds: 1);
        WarmUp.Run("editor, all", () => session.Edit($"global using Number{session.Edits} = System.Double;"), seconds: 6);
    }

    /// <summary>Changes a method body in the further file, by far the most frequent keystroke.</summary>
    [Benchmark]
    public GeneratorDriver Body() => session.Edit($"namespace App; class Window {{ int Count() => {session.Edits}; }}");

    /// <summary>Adds a member to a class in the further file.</summary>
    [Benchmark]
    public GeneratorDriver Member() => session.Edit($"namespace App; class Window {{ int Count{session.Edits}() => 1; }}");

    /// <summary>Changes a global using, after which every loss is read again. Every keystroke cost this before readings were cached.</summary>
    [Benchmark]
    public GeneratorDriver Everything() => session.Edit($"global using Number{session.Edits} = System.Double;");
}
