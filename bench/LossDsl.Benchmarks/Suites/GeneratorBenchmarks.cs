using BenchmarkDotNet.Attributes;
using LossDsl.Benchmarks.Subjects;
using LossDsl.Generator.Analysis;
using LossDsl.Generator.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Benchmarks.Suites;

/// <summary>The generator over a compilation that it has never seen, and after one edit.</summary>
public class GeneratorBenchmarks
{
    private const int Losses = 100;

    private readonly SourceSet sources = SourceSet.Create(Losses);
    private readonly SourceSet catalog = SourceSet.Catalog();
    private GeneratorDriver seen = null!;
    private LoweredLoss[] plans = null!;

    [GlobalSetup]
    public void Setup()
    {
        WarmUp.Run("generator", () => SourceSet.NewDriver().RunGenerators(sources.Compile()), seconds: 6);
        seen = SourceSet.NewDriver().RunGenerators(sources.Compile());
        plans = [.. Plans(SourceSet.NewDriver().RunGenerators(catalog.Compile())).Select(static plan => (LoweredLoss)plan.Value)];
    }

    /// <summary>References and an empty source alone.</summary>
    [Benchmark]
    public GeneratorDriver Empty() => SourceSet.NewDriver().RunGenerators(SourceSet.CompileNothing());

    /// <summary>100 losses, nothing cached.</summary>
    [Benchmark]
    public GeneratorDriver HundredLosses() => SourceSet.NewDriver().RunGenerators(sources.Compile());

    /// <summary>100 losses after a formula was edited.</summary>
    [Benchmark]
    public GeneratorDriver OneEdited() => seen.RunGenerators(sources.CompileEdited());

    /// <summary>The catalog, nothing cached.</summary>
    [Benchmark]
    public GeneratorDriver Catalog() => SourceSet.NewDriver().RunGenerators(catalog.Compile());

    /// <summary>Of that, what proves what can be proved.</summary>
    [Benchmark]
    public int CatalogProved() => plans.Count(plan => LossAnalysis.Analyze(plan).Proof.Finite == Generator.Analysis.Verdict.Proved);

    /// <summary>How many losses the generator has derived anew after the edit.</summary>
    /// <exception cref="InvalidOperationException">There were not 100 before it.</exception>
    public static int DerivedAfterEdit()
    {
        var sources = SourceSet.Create(Losses);
        var driver = SourceSet.NewDriver().RunGenerators(sources.Compile());
        var before = Plans(driver).Count();
        return before == Losses
            ? Plans(driver.RunGenerators(sources.CompileEdited())).Count(static plan => plan.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified)
            : throw new InvalidOperationException($"Of {Losses} losses the generator has derived {before}.");
    }

    private static IEnumerable<(object Value, IncrementalStepRunReason Reason)> Plans(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().TrackedSteps["Plan"].SelectMany(static step => step.Outputs);

    /// <summary>Binding what the 100 losses mean, as the compiler does anyway.</summary>
    [Benchmark]
    public int HundredLossesBound() => sources.Compile().GetDeclarationDiagnostics().Length;
}
