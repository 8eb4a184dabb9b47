using BenchmarkDotNet.Attributes;
using LossDsl.Benchmarks.Subjects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Benchmarks.Suites;

/// <summary>The generator over a compilation that it has never seen, and after one edit.</summary>
public class GeneratorBenchmarks
{
    private readonly SourceSet sources = SourceSet.Create(100);
    private GeneratorDriver seen = null!;

    [GlobalSetup]
    public void Setup() => seen = SourceSet.NewDriver().RunGenerators(sources.Compile());

    /// <summary>References and an empty source alone.</summary>
    [Benchmark]
    public GeneratorDriver Empty() => SourceSet.NewDriver().RunGenerators(SourceSet.CompileNothing());

    /// <summary>100 losses, nothing cached.</summary>
    [Benchmark]
    public GeneratorDriver HundredLosses() => SourceSet.NewDriver().RunGenerators(sources.Compile());

    /// <summary>100 losses after a formula was edited.</summary>
    [Benchmark]
    public GeneratorDriver OneEdited() => seen.RunGenerators(sources.CompileEdited());

    /// <summary>How many losses the last run has derived anew.</summary>
    public static int DerivedAfterEdit()
    {
        var sources = SourceSet.Create(100);
        var result = SourceSet.NewDriver().RunGenerators(sources.Compile()).RunGenerators(sources.CompileEdited()).GetRunResult().Results.Single();
        return result.TrackedSteps["Plan"].SelectMany(static step => step.Outputs).Count(static output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified);
    }

    /// <summary>Binding what the 100 losses mean, as the compiler does anyway.</summary>
    [Benchmark]
    public int HundredLossesBound() => sources.Compile().GetDeclarationDiagnostics().Length;
}
