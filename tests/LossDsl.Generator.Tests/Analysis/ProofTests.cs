using LossDsl.Generator.Analysis;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Analysis;

/// <summary>Proofs and counterexamples where one could be wrong about them: what formulas at random have shown.</summary>
public sealed class ProofTests
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

    // cosh(s) + s is least between the ends, at -0.88.
    [Theory]
    [InlineData("LossMath.StopGradient(Math.Cosh(smooth)) + smooth", 0.533)]
    [InlineData("(smooth > -0.5 && smooth < 0.5 ? -3 : 1) + smooth", -3)]
    [InlineData("(smooth - Math.Sign(smooth)) * 3", 2)]
    public void Range_by_a_hyperparameter_without_a_slope(string value, double least) => Assert.True(Proof(
        $"[Formula] static double Formula(double tp, double fn, [Range(-1, 1)] double smooth = 1) => fn / (1 + tp + fn) + {value};").Range.Contains(least));

    [Fact]
    public void Range_by_a_weight() => Assert.Equal(1, Proof(
        "[PixelMean] static double First(double p) => p;",
        "[PixelMean] static double Second(double p) => p * p;",
        "[Formula] static double Formula(double first, double second, [Range(0, 1)] double weight = 0.5) => first < 2 ? first * weight + second * (1 - weight) : 1;").Range.High);

    // x / tanh x is smooth at 0, where it is 0/0.
    [Fact]
    public void Gradient_where_a_quotient_is_0_over_0() => Assert.NotEqual(Verdict.Refuted, Proof(
        "[PixelMean] static double Second(double x) => x;",
        "[Formula] static double Formula(double second) => second / -Math.Tanh(second);").BoundedGradient);

    // No digit of the tangent of 10^20 is right.
    [Fact]
    public void Value_that_rounding_decides() => Assert.NotEqual(Verdict.Refuted, Proof(
        "[Formula] static double Formula(double fp, double tn) => 1 / (Math.Tan(1e20 * (fp + 1)) - Math.Tan(1e20 * (fp + tn + 1) / (tn + 1) * (tn + 1)));").Finite);

    private static Proof Proof(params string[] methods) => Analyzed(methods).Proof;

    private static AnalyzedLoss Analyzed(params string[] methods) => (AnalyzedLoss)GeneratorRun.Of($$"""
        using System.ComponentModel.DataAnnotations;
        [Loss("a")] internal partial class Sample { {{string.Join("\n", methods)}} }
        """).Step(TrackingNames.Proof).Single().Value;
}
