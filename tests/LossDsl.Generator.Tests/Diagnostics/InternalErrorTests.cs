using System.Globalization;
using LossDsl.Generator.Analysis;
using LossDsl.Generator.Backends;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Generator.Tests.Diagnostics;

/// <summary>Tests of faults of the generator: each is one LOSS9001 that names the loss, the loss gets a stub, and other losses are generated.</summary>
public sealed class InternalErrorTests
{
    private static readonly Op Broken = new("broken", 1)
    {
        Evaluate = static _ => throw new InvalidOperationException("no value"),
        LocalPartials = static (_, _) => throw new InvalidOperationException("no partials"),
        Range = static _ => Interval.Anything,
        Scalar = "{0}",
        Tensor = "{0}",
        Text = "{0}",
        Latex = "{0}",
    };

    [Fact]
    public void A_failure_to_lower_is_kept_as_text()
    {
        var lowered = LoweredLoss.Lower(Spec(new Apply(Broken, Quantities.TruePositives)));
        Assert.Null(lowered.Plan);
        Assert.Equal("InvalidOperationException: no partials", lowered.Failure);
        Assert.Equal(lowered.Failure, EmittedLoss.Emit(lowered, CheckResults.Nothing).Failure);
    }

    [Fact]
    public void A_failure_to_emit_is_kept_as_text()
    {
        var lowered = LoweredLoss.Lower(Spec(new Alien()));
        Assert.Null(lowered.Failure);
        var emitted = EmittedLoss.Emit(lowered, CheckResults.Nothing);
        Assert.StartsWith("InvalidOperationException: Unknown node", emitted.Failure, StringComparison.Ordinal);
        Assert.Equal("Sample.Stub.g.cs", Assert.Single(emitted.Files).Name);
    }

    [Fact]
    public void A_failure_is_reported_and_the_next_loss_is_emitted()
    {
        var input = CSharpCompilation.Create("Tests", references: References.All);
        var result = CSharpGeneratorDriver.Create(new TwoLosses()).RunGenerators(input).GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal("LOSS9001", diagnostic.Id);
        Assert.Equal(
            "The generator failed on loss 'Sample', please report this: InvalidOperationException: no partials", diagnostic.GetMessage(CultureInfo.InvariantCulture));
        Assert.Contains("Loss 'sample' was not compiled: LOSS9001: InvalidOperationException: no partials", result.GeneratedSources[0].SourceText.ToString(), StringComparison.Ordinal);
        Assert.Equal(["Sample.Stub.g.cs", "Sample.Metadata.g.cs", "Sample.TorchSharp.g.cs", "Sample.Simd.g.cs", "Sample.Cuda.g.cs"], result.GeneratedSources.Select(static s => s.HintName));
    }

    private static LossSpec Spec(Expr formula) => new(
        new("", [], "Sample", "global::Sample", "Sample", ""), new("sample", "Region", null, null, null, null, "Minimize"), [CompiledLosses.Formula(formula)], [], [], [], []);

    /// <summary>Expression node that no emitter knows.</summary>
    private sealed record Alien : Expr
    {
        public override int Size => 1;

        public override Level Level => Level.Region;
    }

    /// <summary>Last step of the real generator, for a loss that fails and one that does not.</summary>
    private sealed class TwoLosses : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(context.CompilationProvider, static (output, _) =>
        {
            LossGenerator.Emit(output, EmittedLoss.Emit(LoweredLoss.Lower(Spec(new Apply(Broken, Quantities.TruePositives))), CheckResults.Nothing));
            LossGenerator.Emit(output, EmittedLoss.Emit(LoweredLoss.Lower(Spec(Quantities.TruePositives)), CheckResults.Nothing));
        });
    }
}
