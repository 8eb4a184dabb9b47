using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Rewriting;

/// <summary>Tests that sums of labels and probabilities are rewritten without cancellation at sure predictions, however they are spelled.</summary>
public sealed class CancellationTests
{
    [Theory]
    [InlineData("Math.Pow(1 - (y * p + (1 - y) * (1 - p)), gamma)", "(y * (1 - p) + (1 - y) * p)^gamma")]
    [InlineData("Math.Pow(1 - p * y - (1 - p) * (1 - y), gamma)", "(y * (1 - p) + (1 - y) * p)^gamma")]
    [InlineData("Math.Pow(1 - ((1 - y) * (1 - p) + p * y), gamma)", "(y * (1 - p) + (1 - y) * p)^gamma")]
    [InlineData("Math.Pow(y + p - 2 * y * p, gamma)", "(y * (1 - p) + (1 - y) * p)^gamma")]
    [InlineData("Math.Pow(y - y * p + p - p * y, gamma)", "(y * (1 - p) + (1 - y) * p)^gamma")]
    [InlineData("Math.Pow(y * (1 - 2 * p) + p, gamma)", "(y * (1 - p) + (1 - y) * p)^gamma")]
    [InlineData("Math.Pow(1 - y - p + 2 * y * p, gamma)", "(y * p + (1 - y) * (1 - p))^gamma")]
    [InlineData("Math.Pow(1 - (y == 1 ? p : 1 - p), gamma)", "((1 - p) if y == 1 else p)^gamma")]
    [InlineData("Math.Pow(1 - (y > 0.5 ? p : 1 - p), gamma)", "((1 - p) if y > 0.5 else p)^gamma")]
    [InlineData("Math.Pow(1 - Math.Max(p, 1 - p), gamma)", "min((1 - p), p)^gamma")]
    [InlineData("Math.Pow(Math.Min(p, 1 - p), gamma)", "min(p, (1 - p))^gamma")]
    [InlineData("Math.Pow(1 - Math.Abs(1 - 2 * p), gamma)", "min(2 * p, 2 * (1 - p))^gamma")]
    [InlineData("Math.Pow(Math.Abs(y - p), gamma)", "abs(y * (1 - p) - (1 - y) * p)^gamma")]
    [InlineData("Math.Pow(Math.Sqrt((y - p) * (y - p)), gamma)", "sqrt((y * (1 - p) - (1 - y) * p)^2)^gamma")]
    [InlineData("Math.Pow(1 - Math.Abs(p - y), gamma)", "((1 - p) + y if (1 - y) * p - y * (1 - p) > 0 else y * p + (1 + p) * (1 - y) if (1 - y) * p - y * (1 - p) < 0 else stop(y * p + (1 + p) * (1 - y)))^gamma")]
    [InlineData("Math.Pow(Math.Max(y - p, p - y), gamma)", "max(y * (1 - p) - (1 - y) * p, (1 - y) * p - y * (1 - p))^gamma")]
    [InlineData("Math.Pow(1 - p * p, gamma)", "((1 + p) * (1 - p))^gamma")]
    [InlineData("Math.Pow(1 - alpha - (1 - alpha) * p, gamma)", "((1 - alpha) * (1 - p))^gamma")]
    [InlineData("Math.Pow(1 - LossMath.StopGradient(y * p + (1 - y) * (1 - p)), gamma)", "stop(y * (1 - p) + (1 - y) * p)^gamma")]
    [InlineData("Math.Log(1 - y * p)", "log(1 - p) if y == 1 else 0 if y == 0 else log(lerp(1, (1 - p), y))")]
    [InlineData("Math.Log(y * p + (1 - y) * (1 - p))", "log(p) if y == 1 else log(1 - p) if y == 0 else log(lerp((1 - p), p, y))")]
    [InlineData("Math.Log(Math.Min(p, 1 - p))", "min(log(p), log(1 - p))")]
    [InlineData("LossMath.Log1P(-p)", "log(1 - p)")]
    [InlineData("Math.Log(y == 1 ? p : 1 - p)", "log(p) if y == 1 else log(1 - p)")]
    [InlineData("1 - (y * p + (1 - y) * (1 - p))", "y * (1 - p) + (1 - y) * p")]
    [InlineData("1 - Math.Abs(p - y)", "(1 - p) + y if (1 - y) * p - y * (1 - p) > 0 else y * p + (1 + p) * (1 - y) if (1 - y) * p - y * (1 - p) < 0 else stop(y * p + (1 + p) * (1 - y))")]
    [InlineData("y - Math.Min(y, p)", "max(0, y - p)")]
    [InlineData("1 / (1 - y * p)", "1 / ((1 - p) + (1 - y) * p)")]
    [InlineData("p + y - 2 * Math.Min(p, y)", "max(y - p, p - y)")]
    [InlineData("alpha * y - alpha * y * p", "alpha * y * (1 - p)")]
    [InlineData("1 - y + p", "1 - y + p")]
    [InlineData("Math.Sqrt(1 - y + p)", "sqrt(y * p + (1 + p) * (1 - y))")]
    [InlineData("1 - y * p * p - (1 - y) * (1 - p) * (1 - p)", "1 - y * p^2 - (1 - y) * (1 - p)^2")]
    [InlineData("Math.Pow(1 - (y * p * p + (1 - y) * (1 - p) * (1 - p)), gamma)", "((1 + p) * y * (1 - p) + (2 - p) * (1 - y) * p)^gamma")]
    [InlineData("(p - y) * (p - y)", "(p - y)^2")]
    public void A_formula_is_rewritten_without_cancellation(string formula, string rewritten)
    {
        var run = GeneratorRun.Of($$"""
            [Loss("sample")]
            internal sealed partial class SampleLoss
            {
                [Formula, PixelMean]
                static double Formula(double p, double y, double gamma = 0.5, double alpha = 0.25) => {{formula}};
            }
            """);
        Assert.Equal(rewritten, CompiledLosses.Text(CompiledLosses.Plans(run).Single().Stages[0].Body));
    }
}
