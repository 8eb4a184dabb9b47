using LossDsl.Generator.Analysis;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Analysis;

using Verdict = LossDsl.Generator.Analysis.Verdict;

/// <summary>Tests of proofs and counterexamples in cases that are easy to get wrong; random formulas found most of them.</summary>
public sealed class ProofTests
{
    // Over a common denominator the divisor is (alpha - fn nothing) / nothing. Where alpha and nothing are both 0, alpha / nothing is 0 by definition, and the divisor is
    // -fn.
    [Fact]
    public void The_range_includes_values_where_a_quotient_is_0_over_0() => Assert.True(Proof(
        "[PixelMean] static double Nothing(double p, [Range(1, 2)] double smooth = 1) => -0.0 * smooth * p;",
        "[Formula] static double Formula(double nothing, double tn, double fn, [Range(0, 10)] double alpha = 1) => Math.Pow(LossMath.Sigmoid(tn), 2) / (-fn + alpha / nothing);").Range.Contains(-0.5));

    // asinh(0) is 0, and its negative a negative zero: 1 / -0 is -inf.
    [Fact]
    public void The_range_includes_the_infinity_beside_a_negative_zero()
    {
        Assert.Equal("[-1, 1]", Proof("[Formula, PixelMean] static double Formula(double p, double y) => Math.Sign(1 / -Math.Asinh(y * p - y));").Range.ToString());
        Assert.Equal("[-1, 1]", Proof("[Formula, PixelMean] static double Formula(double p, double y) => Math.Sign(-1 / Math.Asinh(y * p - y));").Range.ToString());
    }

    [Fact]
    public void A_difference_of_equal_reductions_is_proved_finite() => Assert.Equal(Generator.Analysis.Verdict.Proved, Proof(
        "[PixelSum] static double First(double p, double y) => p * (1 - y);",
        "[PixelSum] static double Second(double p, double y) => (1 - y) * p;",
        "[Formula] static double Formula(double first, double second, double fp) => fp + 0.5 * (first - second) / (1 + fp);").Finite);

    // tan has a pole between 1 and 2, and 3^800 is not finite.
    // As a difference of local means the variance could be as low as -1.
    [Fact]
    public void The_variance_of_a_window_is_proved_not_negative()
    {
        var proof = Proof("[LocalMean(3)] static double Mean(double p) => p; [LocalMean(3)] static double Square(double p) => p * p; [Formula, PixelMean] static double Formula(double mean, double square) => Math.Sqrt(square - mean * mean);");

        Assert.Equal(Generator.Analysis.Verdict.Proved, proof.Finite);
        Assert.Equal("[0, 0.5]", proof.Range.ToString());
    }

    [Fact]
    public void A_power_that_overflows_is_not_proved_finite() => Assert.NotEqual(Generator.Analysis.Verdict.Proved, Proof(
        "[Formula] static double Formula(double fp, [Range(1, 2)] double smooth = 1.2) => fp + Math.Pow(3, LossMath.Softplus(Math.Tan(smooth)));").Finite);

    // cosh(s) + s is least between the ends, at -0.88.
    [Theory]
    [InlineData("LossMath.StopGradient(Math.Cosh(smooth)) + smooth", 0.533)]
    [InlineData("(smooth > -0.5 && smooth < 0.5 ? -3 : 1) + smooth", -3)]
    [InlineData("(smooth - Math.Sign(smooth)) * 3", 2)]
    public void The_range_includes_the_least_value_inside_the_range_of_a_hyperparameter(string value, double least) => Assert.True(Proof(
        $"[Formula] static double Formula(double tp, double fn, [Range(-1, 1)] double smooth = 1) => fn / (1 + tp + fn) + {value};").Range.Contains(least));

    [Fact]
    public void The_range_of_a_weighted_mean_is_that_of_its_parts() => Assert.Equal(1, Proof(
        "[PixelMean] static double First(double p) => p;",
        "[PixelMean] static double Second(double p) => p * p;",
        "[Formula] static double Formula(double first, double second, [Range(0, 1)] double weight = 0.5) => first < 2 ? first * weight + second * (1 - weight) : 1;").Range.High);

    [Theory]
    [InlineData("Range(0, 3)", "[0, 3]", true)]
    [InlineData("Range(0.0, double.PositiveInfinity)", "[0, ∞)", true)]
    [InlineData("Range(-1, 3)", "[-1, 3]", false)]
    [InlineData("StopGradient", "(-∞, ∞)", false)]
    public void The_range_of_an_input_is_the_declared_one(string range, string values, bool keepsDirection)
    {
        foreach (var input in new[] { "Input", "Input(Per.Image)", "Input(Per.Class)", "Input(Per.Region)", "Map" })
        {
            var proof = Proof($"[Formula, PixelMean] static double Formula(double p, double y, [{input}, {range}] double weight) => weight * (p - y) * (p - y);");

            Assert.Equal(values, proof.Range.ToString());
            Assert.Equal(keepsDirection, proof.Direction == Generator.Analysis.Verdict.Proved);
        }
    }

    // The divisor is never 0 where the range leaves 0 out.
    [Theory]
    [InlineData("Range(0.0, 1.0)", false)]
    [InlineData("Range(0.5, 1.0)", true)]
    public void A_divisor_that_an_input_bounds_is_no_pole(string range, bool isFinite) =>
        Assert.Equal(isFinite, Proof($"[Formula] static double Formula(double fp, double fn, double n, [Input(Per.Region), {range}] double weight) => (fp + fn) / n / weight;").Finite == Generator.Analysis.Verdict.Proved);

    // x / tanh x is smooth at 0, where the quotient is 0/0.
    [Fact]
    public void Zero_over_zero_is_no_counterexample_to_a_bounded_gradient() => Assert.NotEqual(Generator.Analysis.Verdict.Refuted, Proof(
        "[PixelMean] static double Second(double x) => x;",
        "[Formula] static double Formula(double second) => second / -Math.Tanh(second);").BoundedGradient);

    // tan(10^20) has no correct digit in double.
    [Fact]
    public void A_value_that_rounding_decides_is_no_counterexample_to_finiteness() => Assert.NotEqual(Generator.Analysis.Verdict.Refuted, Proof(
        "[Formula] static double Formula(double fp, double tn) => 1 / (Math.Tan(1e20 * (fp + 1)) - Math.Tan(1e20 * (fp + tn + 1) / (tn + 1) * (tn + 1)));").Finite);

    // One better pixel can make each of these jumps upwards, and no derivative shows them.
    [Theory]
    [InlineData("[Formula] static double Formula(double tp, double fp, double fn) => tp > fp ? fn + 1 : fn;")]
    [InlineData("[Formula] static double Formula(double tp, double fp, double fn) => fp + fn + Math.Sign(tp - fp);")]
    [InlineData("[PixelMean] static double Right(double p, double y) => (p > 0.5) == (y > 0.5) ? 1 : 0; [Formula] static double Formula(double right, double fp, double fn) => fp + fn + right;")]
    [InlineData("[PixelSum, StopGradient] static double Sure(double p) => p > 0.9 ? 1 : 0; [Formula] static double Formula(double sure, double fp, double fn) => fp + fn + 2 * sure;")]
    [InlineData("[Pixel] static double Weight(double x) => x > 1 && x < 2 ? 2 : 1; [PixelMean] static double Weighted(double weight, double p, double y) => weight * (p - y) * (p - y); [Formula] static double Formula(double weighted) => weighted;")]
    [InlineData("[PixelMean] static double Weighted(double p, double y) => LossMath.StopGradient(p > 0.5 ? 2.0 : 1) * (p - y) * (p - y); [Formula] static double Formula(double weighted) => weighted;")]
    [InlineData("[PixelSum] static double Shape([DistanceMap(Of.Prediction)] double distance) => distance; [Formula] static double Formula(double shape, double fp, double fn) => (shape > 3 ? 2 : 1) * (fp + fn);")]
    [InlineData("[PixelMax] static double Worst(double p, double y) => (1 - y) * p; [Formula] static double Formula(double worst, double fp, double fn) => fp + fn + (worst < 0.5 ? 1 : 0);")]
    [InlineData("[Formula] static double Formula(double tp, double fp, double fn) => fp + fn + (fn * tp - tp + tp * tp > 3 ? 1 : 0);")]
    [InlineData("[PixelMean] static double Mean(double x, double y) => (1 - y) * x; [Formula] static double Formula(double mean, double fp, double fn) => fp + fn + (mean <= 0 ? 1 : 0);")]
    [InlineData("[PixelMean] static double Mean(double x, double y) => (1 - y) * x; [Formula] static double Formula(double mean, double fp, double fn) => fp + fn - Math.Tanh(mean) / mean;")]
    [InlineData("[PixelMean] static double Mean(double x, double y) => (1 - y) * x; [Formula] static double Formula(double mean, double fp, double fn) => fp + fn + Math.Pow(0.0, Math.Max(mean, 0));")]
    [InlineData("[PixelMean] static double Mean(double x, double y) => (1 - y) * Math.Tanh(x); [Formula] static double Formula(double mean, double fp, double fn) => fp + fn + Math.Tan(3 * mean);")]
    [InlineData("[Formula] static double Formula(double tp, double fp, double fn, [Range(0, 10)] double least = 1) => !(tp < least || fp < 1) ? fp + fn + 1 : fp + fn;")]
    public void A_jump_leaves_direction_and_smoothness_unproved(string methods)
    {
        var proof = Proof(methods);
        Assert.NotEqual(Generator.Analysis.Verdict.Proved, proof.Direction);
        Assert.NotEqual(Generator.Analysis.Verdict.Proved, proof.Smooth);
    }

    // The value gets worse across the jump, which values on both sides show. Thresholds of counts are met by so many pixels that one more reaches them.
    [Theory]
    [InlineData("[Formula] static double Formula(double tp, double fp, double fn) => tp > fp ? fn + 1 : fn;")]
    [InlineData("[Formula] static double Formula(double fp) => fp > 3 ? 0 : fp;")]
    [InlineData("[Formula] static double Formula(double fp, double fn) => fn + (fp > 2345.6 ? fp - 1 : fp);")]
    [InlineData("[Formula] static double Formula(double tp, double fn) => tp > 12.3 ? fn + 2 : fn;")]
    [InlineData("[Formula, PixelMean] static double Formula(double p, double y) => y > 0.5 ? (p > 0.5 ? 1 : 0) + (1 - p) : p;")]
    [InlineData("[Formula, PixelMean] static double Formula(double p, double y) => (1 - y) * (p > 0.7 ? p - 0.5 : p) + y * (1 - p);")]
    [InlineData("[PixelMax] static double Worst(double p, double y) => (1 - y) * p; [Formula] static double Formula(double worst, double fp, double fn) => fp + fn + (worst < 0.5 ? 1 : 0);")]
    public void A_worse_value_across_a_jump_refutes_the_direction(string methods) => Assert.Equal(Generator.Analysis.Verdict.Refuted, Proof(methods).Direction);

    // Branches that meet at their boundary, or a condition that the prediction does not decide.
    [Theory]
    [InlineData("[Formula] static double Formula(double tp, double fp, double fn) => fp + (tp + fn > 2 ? fn / 2 : fn);")]
    [InlineData("[Formula] static double Formula(double tp, double fp, double fn, double n) => fp + (2 * tp > n - 2 * fn ? fn / 2 : fn);")]
    [InlineData("[Formula] static double Formula(double fp, double fn) => fp > fn ? fp : fn;")]
    [InlineData("[Formula] static double Formula(double fp, double fn) => fp > 2 * fn + 1 ? 2 * fp - 1 : fp + 2 * fn;")]
    [InlineData("[Formula] static double Formula(double fp, double fn) => Math.Max(fp, Math.Min(fn, 3)) + Math.Abs(fp);")]
    [InlineData("[Formula, PixelMean] static double Formula(double x, double y) => y > 0.5 ? x < 0 ? -x : 0 : x > 0 ? x : 0;")]
    [InlineData("[Formula, PixelMean] static double Formula(double p, double y) => p > 0.5 ? (1 - y) * p * p : (1 - y) * p / 2;")]
    [InlineData("[Formula, PixelMean] static double Formula(double p, double y) => Math.Abs(p - y) <= 0.5 ? (p - y) * (p - y) / 2 : 0.5 * (Math.Abs(p - y) - 0.25);")]
    [InlineData("[Formula] static double Formula(double fp, double fn) => fn + (fp > 1 && fp < 3 ? fp * fp + 3 : 4 * fp);")]
    [InlineData("[Formula] static double Formula(double tp, double fp, double fn) => 1 - 2 * tp / (2 * tp + fp + fn);")]
    [InlineData("[Formula] static double Formula(double fp, double fn, double n, [Range(0, 10)] double least = 1) => n > least ? fp + fn : fp + 2 * fn;")]
    public void Choices_without_a_jump_keep_the_direction_proved(string methods) => Assert.True(Proof(methods).Direction == Verdict.Proved, methods);

    // At fn = 500 the base is 1e-435, which underflows to 0 in double. The infinite slope of the root at 0 is then no counterexample.
    [Theory]
    [InlineData("Math.Pow(LossMath.LogCosh(Math.Exp(-fn)), 0.7)")]
    [InlineData("Math.Pow(LossMath.Square(Math.Exp(-fn)), 0.7)")]
    [InlineData("Math.Pow(Math.Exp(-fn) * LossMath.Sigmoid(-fn), 0.7)")]
    public void Underflow_is_no_unbounded_gradient(string value) =>
        Assert.NotEqual(Generator.Analysis.Verdict.Refuted, Proof($"[Formula] static double Formula(double fn) => {value};").BoundedGradient);

    // A claim about a loss with a map of the prediction, or with a stopped value that depends on it, holds these constant.
    [Theory]
    [InlineData("[Formula, PixelMean] static double Formula(double p, double y, [DistanceMap(Of.Prediction), StopGradient] double distance) => (p - y) * (p - y) * distance;", true)]
    [InlineData("[Formula, PixelMean] static double Formula(double p, double y, [DistanceMap(Of.Target), StopGradient] double distance) => (p - y) * (p - y) * distance;", false)]
    [InlineData("[Formula, PixelMean] static double Formula(double p, double y) => LossMath.StopGradient((p - y) * (p - y)) * (p - y) * (p - y);", true)]
    [InlineData("[PixelMean, StopGradient] static double Weight(double p) => p; [Formula, PixelMean] static double Formula(double p, double y, double weight) => weight * (p - y) * (p - y);", true)]
    [InlineData("[PixelMean, StopGradient] static double Weight(double y) => y; [Formula, PixelMean] static double Formula(double p, double y, double weight) => weight * (p - y) * (p - y);", false)]
    [InlineData("[Pixel] static double Weight([StopGradient] double p) => p; [Formula, PixelMean] static double Formula(double p, double y, double weight) => weight * (p - y) * (p - y);", true)]
    public void A_proof_says_whether_it_holds_maps_constant(string methods, bool isHeld)
    {
        var proof = Proof(methods);
        Assert.Equal((Generator.Analysis.Verdict.Proved, isHeld), (proof.DirectionHeld, proof.HoldsMapsConstant));
        Assert.Equal(!isHeld, proof.Direction == Generator.Analysis.Verdict.Proved);
    }

    // Where two pixels attain an extreme, its slope goes over from one to the other. Beside a pole there is none.
    [Theory]
    [InlineData("[PixelMax] static double Worst(double p, double y) => (1 - y) * p; [Formula] static double Formula(double worst) => worst;", false)]
    [InlineData("[PixelMin] static double Least(double p, double y) => p - y; [Formula] static double Formula(double least) => least;", false)]
    [InlineData("[Formula, ClassMax] static double Formula(double fp, double fn) => fp + fn;", false)]
    [InlineData("[ClassMin] static double Least(double tp, double fn) => tp + fn; [Formula] static double Formula(double least, double fp) => fp * least;", true)]
    [InlineData("[PixelMax] static double Most(double y) => y; [Formula] static double Formula(double most, double fp) => fp + most;", true)]
    [InlineData("[Formula] static double Formula(double fn) => Math.Log(1.0 - fn);", false)]
    public void An_extreme_of_the_prediction_and_a_pole_have_no_slope(string methods, bool isSmooth) => Assert.Equal(isSmooth, Proof(methods).Smooth == Verdict.Proved);

    // The root of a square is |x|, which has a kink. Soft counts become 0 by the target alone, so their root has none.
    [Theory]
    [InlineData("[Formula] static double Formula(double fp, double fn) => Math.Sqrt(LossMath.Square(fp - fn));", false)]
    [InlineData("[PixelMean] static double Mean(double x) => x * x; [Formula] static double Formula(double mean) => Math.Sqrt(mean);", false)]
    [InlineData("[Formula] static double Formula(double fp, double fn) => Math.Pow(LossMath.Square(fp - fn), 0.75);", false)]
    [InlineData("[Formula] static double Formula(double fp, double fn) => Math.Sqrt(fp + fn);", true)]
    [InlineData("[Formula] static double Formula(double tp, double fp, double fn) => Math.Pow(1 - (tp + 1) / (tp + fp + fn + 1), 0.75);", true)]
    public void A_root_has_a_kink_where_the_prediction_makes_its_argument_0(string methods, bool isSmooth) => Assert.Equal(isSmooth, Proof(methods).Smooth == Verdict.Proved);

    [Theory]
    [InlineData("BatchMean", true)]
    [InlineData("BatchSum", true)]
    [InlineData("BatchMax", false)]
    public void A_reduction_over_the_batch_keeps_direction_and_bounds(string reduction, bool isSmooth)
    {
        var proof = Proof($"[ClassMean] static double Error(double tp, double fp, double fn) => 1 - (tp + 1) / (tp + fp + fn + 1); [Formula, {reduction}] static double Formula(double error) => error;");
        Assert.Equal((Verdict.Proved, Verdict.Proved, Verdict.Proved, isSmooth), (proof.Finite, proof.Direction, proof.BoundedGradient, proof.Smooth == Verdict.Proved));
    }

    [Theory]
    [InlineData("PixelClassSum", true)]
    [InlineData("PixelClassMax", false)]
    [InlineData("PixelClassLogSumExp", true)]
    [InlineData("PixelClassCumulativeSum", true)]
    public void A_reduction_over_the_classes_of_a_pixel_has_bounds(string reduction, bool isSmooth)
    {
        var proof = Proof($"[{reduction}] static double Error(double p, double y) => (p - y) * (p - y); [Formula, PixelMean] static double Formula(double error) => error;");
        Assert.Equal((Verdict.Proved, Verdict.Proved, isSmooth), (proof.Finite, proof.BoundedGradient, proof.Smooth == Verdict.Proved));
    }

    // The share of a class in an extreme is at least 0, and the extreme is in the range of its values.
    [Theory]
    [InlineData("ClassMax")]
    [InlineData("ClassMin")]
    public void An_extreme_over_classes_keeps_direction_and_bounds(string extreme)
    {
        var proof = Proof($"[Formula, {extreme}] static double Formula(double tp, double fp, double fn) => 1 - (tp + 1) / (tp + fp + fn + 1);");
        Assert.Equal((Verdict.Proved, Verdict.Proved, Verdict.Proved), (proof.Finite, proof.Direction, proof.BoundedGradient));
    }

    // A larger value of a pixel never lowers the mean of the largest values. A sum over the pixels above jumps where pixels change places.
    [Theory]
    [InlineData("[Formula, PixelTop(0.1)] static double Formula(double p, double y) => -(y * Math.Log(p) + (1 - y) * Math.Log(1 - p));", true)]
    [InlineData("[Pixel] static double E(double p, double y) => Math.Abs(p - y); [PixelAbove(nameof(E))] static double Rank() => 1; [Formula, PixelSum] static double Formula(double e, double rank) => e / (1 + rank);", false)]
    public void An_order_of_pixels_is_analyzed(string methods, bool isMonotone)
    {
        var proof = Proof(methods);
        Assert.Equal((Verdict.Proved, Verdict.Proved), (proof.Finite, proof.BoundedGradient));
        Assert.Equal((isMonotone ? Verdict.Proved : Verdict.Undecided, false), (proof.Direction, proof.Smooth == Verdict.Proved));
    }

    [Fact]
    public void The_limits_of_proofs_are_those_that_the_runtime_states() => Assert.Equal(
        InputLimits.Large, new InputLimits(LossProof.MostPixels, LossProof.MostClasses, LossProof.LargestLogit, LossProof.LargestMapValue, LossProof.LargestHyperparameter));

    [Theory]
    [InlineData("[Formula] static double Formula(double fp, double fn) => fp + fn;", "Proved for up to 10¹² pixels, logits within ±10⁴ and maps within ±10⁹: the value is finite and in [0, ∞); a better prediction never has a worse value; the gradient is bounded; there are no kinks or jumps.")]
    [InlineData("[Formula, PixelMean] static double Formula(double p, double y, [DistanceMap(Of.Prediction), StopGradient] double d) => (p - y) * (p - y) * d;", "Proved for up to 10¹² pixels, logits within ±10⁴ and maps within ±10⁹: the value is finite and in [0, ∞); a better prediction never has a worse value, with its maps and stopped values held constant; the gradient is bounded, with its maps and stopped values held constant; there are no kinks or jumps, with its maps and stopped values held constant.")]
    [InlineData("[Formula] static double Formula(double tp, double fp, double fn) => tp > fp ? fn + fp + 1 : fn + fp;", "Proved for up to 10¹² pixels, logits within ±10⁴ and maps within ±10⁹: the value is finite and in [0, ∞); the gradient is bounded wherever there is one.")]
    public void A_proof_is_described_in_sentences(string methods, string words) => Assert.Equal(
        [words], Generator.Backends.Metadata.ProofText.Sentences(Proof(methods), new("a", "Region", null, null, null, null, "Minimize")));

    [Fact]
    public void A_loss_that_is_not_monotone_by_declaration_is_described_so()
    {
        var analyzed = Analyzed("[Formula, PixelMean] static double Formula(double p) => p * (1 - p);");
        Assert.Equal(
            "Not monotone by declaration: a better prediction of a pixel may have a worse value.",
            Generator.Backends.Metadata.ProofText.Sentences(analyzed.Proof, analyzed.Loss.Plan!.Spec.Citation with { IsMonotone = false }).Last());
    }

    [Theory]
    [InlineData("p * (1 - p)")]
    [InlineData("(p - y) * (p - y)")]
    public void The_direction_of_a_loss_that_is_not_monotone_by_declaration_is_undecided(string value)
    {
        var proof = ((AnalyzedLoss)GeneratorRun.Of($"[Loss(\"a\", IsMonotone = false)] internal partial class Sample {{ [Formula, PixelMean] static double Formula(double p, double y) => {value}; }}").Step(TrackingNames.Proof).Single().Value).Proof;
        Assert.Equal((Generator.Analysis.Verdict.Undecided, Generator.Analysis.Verdict.Proved), (proof.Direction, proof.BoundedGradient));
    }

    private static CheckResults Proof(params string[] methods) => Analyzed(methods).Proof;

    private static AnalyzedLoss Analyzed(params string[] methods) => (AnalyzedLoss)GeneratorRun.Of($$"""
        using System.ComponentModel.DataAnnotations;
        [Loss("a")] internal partial class Sample { {{string.Join("\n", methods)}} }
        """).Step(TrackingNames.Proof).Single().Value;
}
