using BenchmarkDotNet.Attributes;
using LossDsl.Benchmarks.Subjects;
using LossDsl.Generator.Analysis;
using LossDsl.Generator.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Benchmarks.Suites;

/// <summary>Benchmarks of the source generator: on compilations without cached results, and again after the edit of one formula.</summary>
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
        WarmUp.Run("generator", () => SourceSet.NewDriver().RunGenerators(sources.CompileCopies()), seconds: 6);
        seen = SourceSet.NewDriver().RunGenerators(sources.Compile());
        plans = [.. Plans(SourceSet.NewDriver().RunGenerators(catalog.Compile())).Select(static plan => (LoweredLoss)plan.Value)];
    }

    /// <summary>Runs the generator on a compilation without losses, which shows its fixed cost.</summary>
    [Benchmark]
    public GeneratorDriver Empty() => SourceSet.NewDriver().RunGenerators(SourceSet.CompileNothing());

    /// <summary>Runs the generator on 100 losses without cached results.</summary>
    [Benchmark]
    public GeneratorDriver HundredLosses() => SourceSet.NewDriver().RunGenerators(sources.CompileCopies());

    /// <summary>Runs the generator on 100 losses again after the edit of one formula.</summary>
    [Benchmark]
    public GeneratorDriver OneEdited() => seen.RunGenerators(sources.CompileEdited());

    /// <summary>Runs the generator on the catalog without cached results.</summary>
    [Benchmark]
    public GeneratorDriver Catalog() => SourceSet.NewDriver().RunGenerators(catalog.CompileCopies());

    /// <summary>Runs only the proofs of the analysis on the plans of the catalog. Returns the number of losses that are proved finite.</summary>
    [Benchmark]
    public int CatalogProved() => plans.Count(plan => LossAnalysis.Analyze(plan).Proof.Finite == Generator.Analysis.Verdict.Proved);

    /// <summary>Returns the number of losses, out of 100, that the generator derives again after the edit of one.</summary>
    /// <exception cref="InvalidOperationException">The generator did not derive exactly 100 losses before the edit.</exception>
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

    /// <summary>Binds the declarations of the 100 losses without the generator: work that the compiler does in any case.</summary>
    [Benchmark]
    public int HundredLossesBound() => sources.CompileCopies().GetDeclarationDiagnostics().Length;
}
