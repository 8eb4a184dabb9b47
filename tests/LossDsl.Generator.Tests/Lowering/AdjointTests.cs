using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Lowering;

/// <summary>Compares the gradient of plans, for every kind of stage, with central differences.</summary>
public sealed class AdjointTests
{
    private const string Blurred = "[LocalMean(3)] static double Blurred(double p, double y) => p * p + y;";

    public static TheoryData<string> Losses =>
    [
        "[Formula] static double F(double tp, double fp, double fn, double tn) => 1 - tp / (tp + 0.3 * fp + 0.7 * fn + 1) + Math.Log(tn + 1);",
        "[Formula, PixelMean] static double F(double p, double y) => -(y * Math.Log(p) + (1 - y) * Math.Log(1 - p));",
        "[Formula, PixelSum] static double F(double p, double y, double gamma = 1.7) => -y * Math.Pow(1 - p, gamma) * Math.Log(p) - (1 - y) * Math.Pow(p, gamma) * Math.Log(1 - p);",
        "[Formula, PixelMax] static double F(double p, double y) => (p - y) * (p - y);",
        "[Formula, PixelMin] static double F(double p, double y) => p + y * p;",
        "[Formula, PixelMean] static double F(double x, double y) => LossMath.Softplus(-x * (2 * y - 1)) * x;",
        "[Formula, PixelMean] static double F(double x, double p, double y) => x * p * y + Math.Sin(x);",
        "[Formula, PixelTop(0.4)] static double F(double p, double y) => (p - y) * (p - y);",
        "[PixelTop(nameof(share))] static double T(double p, double y, double share = 0.7) => p * (1 + y); [PixelSum] static double S(double t, double p) => t * p * p; [Formula] static double F(double s, double t, double tp) => s * t + tp;",
        "[Pixel] static double E(double x, double y) => y - x; [PixelAbove(nameof(E))] static double A(double p, double y) => p * (1 + y); [PixelAbove(nameof(E))] static double R() => 1; [Formula, PixelMean] static double F(double a, double r, double p, double e) => a * p / (1 + r) + e;",
        "[Pixel] static double E(double p, double y) => p - y; [PixelAbove(nameof(E))] static double A(double p, double tp) => p * tp; [PixelAbove(nameof(A))] static double B(double a, double p) => a * p; [PixelSum] static double S(double b, double p) => b * p; [Formula] static double F(double s, double fp) => s * fp;",
        Blurred + "[Formula, PixelMean] static double F(double blurred, double p) => blurred * blurred * p;",
        Blurred.Replace("(3)", "(5, Kernel.Gaussian, Sigma = 0.8)") + "[Formula, PixelMax] static double F(double blurred, double p) => blurred * p;",
        Blurred + "[LocalMean(5)] static double Twice(double blurred, double p) => blurred * p; [PixelSum] static double Sum(double twice, double blurred) => twice / (1 + blurred); [Formula] static double F(double sum, double tp) => sum * tp;",
        "[LocalSum(3, Weights = new[] { 0.0, -1, 1 }, Padding = Padding.Zero)] static double D(double p, double y) => p * p - y; [Formula, PixelMean] static double F(double d, double p) => d * d * p;",
        "[LocalMin(3)] static double A(double p, double y) => p * (1 + y); [LocalMax(5)] static double B(double a, double x) => a * x; [Formula, PixelMean] static double F(double a, double b, double p) => a * b + p * b * b;",
        "[LocalMean(3)] static double M(double p) => p; [LocalMean(3)] static double M2(double p) => p * p; [Formula, PixelMean] static double F(double m2, double m, double y) => Math.Sqrt(m2 - m * m + 0.1) * y;",
        "[LocalMean(3)] static double M(double p) => p * p; [LocalMean(3)] static double L(double p, double y) => y + p; [LocalMean(3)] static double ML(double p, double y) => p * p * (y + p); [Formula, PixelMean] static double F(double m, double l, double ml, double p) => (ml - m * l) * m * p;",
        "[LocalMean(3), StopGradient] static double M(double y) => y; [LocalMean(3), StopGradient] static double M2(double y) => y * y; [Formula, PixelMean] static double F(double m, double m2, double p) => (m2 - m * m) * p;",
        "[Pixel] static double Error(double p, double y) => Math.Abs(p - y); [PixelMax] static double Worst(double error) => error; [PixelSum] static double Sum(double error, double worst) => error / worst; [Formula] static double F(double sum, double worst) => sum * worst * worst;",
        "[PixelMean] static double Mean(double p) => p; [PixelMean] static double Variance(double p, double mean) => (p - mean) * (p - mean); [Formula] static double F(double variance) => Math.Sqrt(variance);",
        "[Pixel] static double Share(double p, double tp, double n) => p * tp / n; [Formula, PixelMean] static double F(double share, double y) => share * (1 - y);",
        "[Formula, ClassSum] static double F(double tp, double fp, double classWeight) => classWeight * tp / (tp + fp + 1);",
        "[Formula, ClassMean] static double F(double tp, double fp) => tp / (tp + fp + 1);",
        "[Formula, ClassMax] static double F(double tp, double fp) => fp / (tp + fp + 1);",
        "[ClassMin] static double Best(double tp, double fp) => fp / (tp + 1); [ClassMax] static double Worst(double best, double fp) => best * fp; [Pixel] static double A(double p, double worst) => worst * p * p; [PixelSum] static double Sum(double a, double best) => a * best; [Formula] static double F(double sum, double tp, double worst) => sum * tp + worst;",
        "[ClassMean] static double A(double tp) => tp; [BatchMean] static double M(double a) => a; [BatchMax] static double Z(double a, double m) => a * m; [BatchSum] static double S(double a) => a * a; [Formula] static double F(double m, double z, double s, double tp) => tp * m * z / s;",
        "[PixelClassSum] static double T(double p, double y) => p * p * (1 + y); [Formula, PixelMean] static double F(double t, double p) => t * p;",
        "[PixelClassMax] static double M(double p, double x) => p * x; [PixelClassSum] static double T(double m, double p) => m * p; [PixelMax] static double W(double t, double m) => t * m; [Formula] static double F(double w) => w * w;",
        "[PixelClassLogSumExp] static double Z(double x, double p) => 2 * x + p; [Formula, PixelMean] static double F(double z, double x, double y) => y * (z - x) * z;",
        "[PixelClassCumulativeSum] static double B(double p) => p; [PixelClassCumulativeSum] static double Number() => 1; [PixelClassSum] static double S(double b, double number, double y) => (b - y) * (b - y) * number; [ClassMean] static double A(double tp) => tp; [PixelMean] static double M(double s, double a, double b) => s * a * b; [Formula] static double F(double m, double a) => m / (1 + a);",
        "[ClassSum] static double A(double tp) => tp; [ClassMean] static double B(double fp, double a) => fp * a; [Formula] static double F(double a, double b) => a / (b + 1);",
        "[ClassSum] static double All(double tp, double fp) => tp + fp; [Formula] static double F(double all, double tp) => tp / all;",
        "[ClassSum] static double All(double tp, double fp) => tp + fp; [Pixel] static double Part(double p, double all) => p * p / all; [Formula, PixelSum] static double F(double part, double y) => part * (y + 1);",
        "[PixelSum] static double Far(double p, [DistanceMap(Of.Target)] double map) => map * p; [PixelMax] static double Farthest([DistanceMap(Of.Target)] double map, double p) => map * p; [Formula] static double F(double far, double farthest) => far * farthest;",
        "[Formula, PixelMean] static double F(double p, double y) => p > 0.4 ? y * Math.Log(p) : p * p;",
        "[Formula] static double F(double tp, double fp, double tn) => tp > fp ? Math.Sqrt(tp * fp) : tp > 0.3 * fp ? tn * tp : fp / (tp + 1);",
        "[PixelSum] static double W(double y) => y; [Pixel] static double A(double w, double p) => w * p; [Pixel] static double B(double a, double p) => Math.Exp(a - p); [Formula, PixelMean] static double F(double a, double b) => a * b;",
    ];

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_gradient_agrees_with_central_differences(string methods)
    {
        var plan = Plan(methods);
        foreach (var seed in Enumerable.Range(1, 4))
        {
            var scene = PlanInput.Random(seed);
            AssertGradient(Differences(plan, scene), plan, scene);
        }
    }

    [Theory]
    [InlineData("[PixelSum, StopGradient] static double S(double p) => p * p;", "double s", "s")]
    [InlineData("[PixelSum] static double S(double p) => p * p;", "[StopGradient] double s", "s")]
    [InlineData("[PixelSum] static double S(double p) => p * p;", "double s", "LossMath.StopGradient(s)")]
    [InlineData("[PixelSum] static double S([StopGradient] double p) => p * p;", "double s", "s")]
    [InlineData("[ClassSum, StopGradient] static double S(double tp) => tp;", "double s", "s")]
    public void A_stopped_value_is_constant_in_the_gradient(string stage, string parameter, string read)
    {
        var scene = PlanInput.Random(5);
        var plan = Plan($"{stage} [Formula] static double F(double tp, double fp, {parameter}) => tp * {read} / (fp + 1);");
        var value = PlanInterpreter.Result(plan, scene, "sStage");
        Assert.NotEqual(value[0, 0], PlanInterpreter.Result(plan, scene.With(0, 0, 3).With(1, 0, 3), "sStage")[0, 0]);

        // The expected gradient is that of a loss that reads the stopped value as a map.
        var constant = Plan("[PixelMean] static double Fixed([DistanceMap(Of.Target)] double map) => map; [Formula] static double F(double tp, double fp, double @fixed) => tp * @fixed / (fp + 1);");
        var filled = (double[,])scene.Map.Clone();
        for (var index = 0; index < filled.Length; index++)
        {
            filled[index / filled.GetLength(1), index % filled.GetLength(1)] = value[index / filled.GetLength(1), 0];
        }

        AssertGradient(PlanInterpreter.Gradient(constant, scene with { Map = filled }).ByLogOdds, plan, scene);
    }

    [Fact]
    public void Pixels_that_tie_share_the_derivative_of_an_extreme()
    {
        var scene = PlanInput.Random(1, 1, 4) with { X = new double[,] { { 0.5, -1, 0.5, 0 } } };
        var gradient = PlanInterpreter.Gradient(Plan("[Formula, PixelMax] static double F(double p) => p;"), scene).ByLogOdds;
        var slope = 1 / (1 + Math.Exp(-0.5)) / (1 + Math.Exp(0.5));
        Assert.Equal([slope / 2, 0, slope / 2, 0], gradient.Cast<double>().Select(static g => Math.Round(g, 15)), static (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Theory]
    [InlineData("ClassMax")]
    [InlineData("ClassMin")]
    public void Classes_that_tie_share_the_derivative_of_an_extreme(string extreme)
    {
        var scene = PlanInput.Random(1, 2, 2) with { X = new double[,] { { 0.5, -1 }, { 0.5, -1 } }, Y = new double[,] { { 1, 1 }, { 1, 1 } } };
        var gradient = PlanInterpreter.Gradient(Plan($"[Formula, {extreme}] static double F(double tp) => tp;"), scene).ByLogOdds;
        Assert.Equal(Slope(0.5) / 2, gradient[0, 0], 1e-14);
        Assert.Equal(Slope(-1) / 2, gradient[1, 1], 1e-14);

        static double Slope(double x) => 1 / (1 + Math.Exp(-x)) / (1 + Math.Exp(x));
    }

    // The derivative of the branch that is not chosen is infinite here; multiplied by 0 it would be NaN.
    [Theory]
    [InlineData("[PixelSum] static double Volume(double y) => y; [Formula] static double F(double volume, double tp, double fp) => volume > 0 ? tp / volume : fp;")]
    [InlineData("[PixelSum] static double Volume(double p, double y) => p * y; [Formula] static double F(double volume, double fp) => volume > 0 ? Math.Sqrt(volume - 1) / volume : fp;")]
    [InlineData("[Pixel] static double D(double p, double y) => p * y; [Formula, PixelSum] static double F(double d, double p) => d > 0 ? Math.Log(d) : p;")]
    [InlineData("[Formula, PixelSum] static double F(double p, double y) => y > 0 ? Math.Sqrt(y - 2 - p) : p;")]
    [InlineData("[Formula, PixelSum] static double F(double p, double y) => Math.Max(Math.Log(Math.Tanh(p * y)), -100) + p;")]
    [InlineData("[Formula, PixelSum] static double F(double p, double y) => Math.Min(p, 1 / (p * y));")]
    [InlineData("[PixelSum] static double Volume(double p, double y) => p * y; [Formula] static double F(double volume, double fp) => Math.Max(Math.Log(volume), -100) + fp;")]
    public void The_gradient_is_finite_where_a_choice_avoids_infinite_values(string methods)
    {
        var random = PlanInput.Random(3);
        var scene = random with { Y = new double[random.Y.GetLength(0), random.Y.GetLength(1)] };
        var plan = Plan(methods);
        var expected = Differences(plan, scene);
        Assert.All(expected.Cast<double>(), static d => Assert.True(double.IsFinite(d) && d != 0));
        AssertGradient(expected, plan, scene);
    }

    private static void AssertGradient(double[,] expected, LossPlan plan, PlanInput scene)
    {
        var (byLogOdds, byProbability) = PlanInterpreter.Gradient(plan, scene);
        var largest = expected.Cast<double>().Max(Math.Abs);
        Assert.True(largest > 0);
        foreach (var actual in new[] { byLogOdds, byProbability })
        {
            Assert.All(expected.Cast<double>().Zip(actual.Cast<double>()), pair =>
                Assert.True(Math.Abs(pair.First - pair.Second) <= 1e-7 * largest, $"expected {pair.First:R}, found {pair.Second:R}, of {CompiledLosses.Text(plan.Spec.Formula.Body)}"));
        }
    }

    private static double[,] Differences(LossPlan plan, PlanInput scene)
    {
        const double Step = 1e-5;
        var differences = (double[,])scene.X.Clone();
        for (var index = 0; index < differences.Length; index++)
        {
            var (c, i) = (index / differences.GetLength(1), index % differences.GetLength(1));
            var x = scene.X[c, i];
            differences[c, i] = (PlanInterpreter.Value(plan, scene.With(c, i, x + Step)) - PlanInterpreter.Value(plan, scene.With(c, i, x - Step))) / (2 * Step);
        }

        return differences;
    }

    private static LossPlan Plan(string methods) => CompiledLosses.Plans(GeneratorRun.Of($$"""[Loss("a")] internal partial class Sample { {{methods}} }""").AssertCompiles()).Single();
}
