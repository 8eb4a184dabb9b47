using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Lowering;

/// <summary>Tests of the plans of pixel values: which losses have one, and its gradient.</summary>
public sealed class PixelValueTests
{
    private const string Error = "[PixelMean] static double Error(double p, double y) => (p - y) * (p - y);";

    [Theory]
    [InlineData("[Formula, PixelMean] static double F(double p, double y) => p * y;", "p * y")]
    [InlineData("[Formula, PixelSum] static double F(double p, double y) => p * y;", "p * y")]
    [InlineData(Error + "[Formula] static double F(double error, double scale = 2) => -error * scale / 3;", "-0.3333333333333333 * scale * (p - y)^2")]
    [InlineData(Error + "[Formula, ClassSum] static double F(double error, double classWeight) => classWeight * error;", "classWeight * (p - y)^2")]
    [InlineData("[PixelSum] static double S(double p) => p; [Formula, PixelMean] static double F(double p, double s, double tp) => p * s / (tp + 1);", "p * sStage / (tp + 1)")]
    [InlineData("[Formula] static double F(double tp, double n) => tp / n;", null)]
    [InlineData("[Formula, PixelMax] static double F(double p) => p;", null)]
    [InlineData(Error + "[Formula, ClassMean] static double F(double error) => error;", null)]
    [InlineData(Error + "[Formula] static double F(double error) => error * error;", null)]
    [InlineData(Error + "[Formula] static double F(double error, double tp) => error * tp;", null)]
    [InlineData(Error + "[Formula] static double F(double error) => error + 1;", null)]
    [InlineData(Error + "[Formula] static double F(double error, double classWeight) => error * classWeight;", null)]
    [InlineData("[PixelMean, StopGradient] static double M(double p) => p; [Formula] static double F(double m) => m;", null)]
    public void A_mean_or_sum_over_pixels_has_pixel_values(string methods, string? value) => Assert.Equal(value, Plan(methods).PixelValues is { } plan ? CompiledLosses.Text(Simplifier.Simplify(plan.Spec.Formula.Body)) : null);

    // With the upstream gradient 1 the gradient is that of the sum over pixels.
    [Theory]
    [InlineData("[LocalMean(3)] static double Blurred(double p, double y) => p * p + y;", "double blurred, double p, double y", "blurred * p * (y + 1)")]
    [InlineData("[PixelMax] static double Worst(double p) => p; [ClassMean] static double Mean(double tp, double worst) => tp * worst;", "double mean, double worst, double p, double x", "mean * p * p / worst + Math.Sin(x)")]
    public void The_gradient_is_that_of_the_sum(string stages, string parameters, string value)
    {
        var (sum, mean) = (Plan($"{stages} [Formula, PixelSum] static double F({parameters}) => {value};"), Plan($"{stages} [Formula, PixelMean] static double F({parameters}) => {value};"));
        var scene = PlanInput.Random(3);
        var expected = PlanInterpreter.Gradient(sum, scene).ByLogOdds.Cast<double>();
        foreach (var plan in new[] { sum.PixelValues!, mean.PixelValues! })
        {
            var (byLogOdds, byProbability) = PlanInterpreter.Gradient(plan, scene);
            Assert.Equal(expected, byLogOdds.Cast<double>(), static (a, b) => Math.Abs(a - b) < 1e-12);
            Assert.Equal(expected, byProbability.Cast<double>(), static (a, b) => Math.Abs(a - b) < 1e-12);
        }
    }

    private static LossPlan Plan(string methods) => CompiledLosses.Plans(GeneratorRun.Of($$"""[Loss("a")] internal partial class Sample { {{methods}} }""").AssertCompiles()).Single();
}
