using LossDsl.Generator.Analysis;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Analysis;

/// <summary>Signs of sums where one could be wrong about them: what formulas at random have shown.</summary>
public sealed class SignsTests
{
    // Over one denominator it is (alpha - fn nothing) / nothing; but alpha / nothing is 0 where both are.
    [Fact]
    public void Beside_a_quotient_whose_denominator_is_0() => Assert.True(Proof(
        "[PixelMean] static double Nothing(double p, [Range(1, 2)] double smooth = 1) => -0.0 * smooth * p;",
        "[Formula] static double Formula(double nothing, double tn, double fn, [Range(0, 10)] double alpha = 1) => Math.Pow(LossMath.Sigmoid(tn), 2) / (-fn + alpha / nothing);").Range.Contains(-0.5));

    [Fact]
    public void Reductions_that_cancel() => Assert.Equal(Verdict.Proved, Proof(
        "[PixelSum] static double First(double p, double y) => p * (1 - y);",
        "[PixelSum] static double Second(double p, double y) => (1 - y) * p;",
        "[Formula] static double Formula(double first, double second, double fp) => fp + 0.5 * (first - second) / (1 + fp);").Finite);

    // tan has poles between 1 and 2, and 3^800 is no finite number.
    [Fact]
    public void Power_that_overflows() => Assert.NotEqual(Verdict.Proved, Proof(
        "[Formula] static double Formula(double fp, [Range(1, 2)] double smooth = 1.2) => fp + Math.Pow(3, LossMath.Softplus(Math.Tan(smooth)));").Finite);

    private static Proof Proof(params string[] methods) => ((AnalyzedLoss)GeneratorRun.Of($$"""
        using System.ComponentModel.DataAnnotations;
        [Loss("a")] internal partial class Sample { {{string.Join("\n", methods)}} }
        """).Step(TrackingNames.Proof).Single().Value).Proof;
}
