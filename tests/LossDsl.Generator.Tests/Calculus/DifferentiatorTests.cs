using LossDsl.Generator.Calculus;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using LossDsl.Generator.Tests.Formulas;
using LossDsl.Generator.Tests.Harness;
using LossDsl.Generator.Tests.Lowering;

namespace LossDsl.Generator.Tests.Calculus;

/// <summary>Tests of <see cref="Differentiator"/> against the rules of differentiation, central differences, and the derivatives of the lowered plan.</summary>
public sealed class DifferentiatorTests
{
    private static readonly Variable Tp = Generator.Formulas.Quantities.TruePositives;

    [Theory]
    [InlineData("tp", "1")]
    [InlineData("3 * tp - fp", "3")]
    [InlineData("tp * fp * tp", "2 * tp * fp")]
    [InlineData("fp / tp", "-fp / tp^2")]
    [InlineData("Math.Pow(tp, 3)", "3 * tp^2")]
    [InlineData("Math.Exp(2 * tp)", "2 * exp(2 * tp)")]
    [InlineData("Math.Log(tp)", "1 / tp")]
    [InlineData("Math.Sqrt(tp)", "0.5 / sqrt(tp)")]
    [InlineData("tp > fp ? tp * tp : fp", "2 * tp if tp > fp else 0")]
    [InlineData("LossMath.LogCosh(tp)", "tanh(tp)")]
    public void Derivatives_follow_the_rules(string formula, string derivative) => Assert.Equal(derivative, CompiledLosses.Text(Simplifier.Simplify(DerivativeBy(CompiledLosses.Spec(formula).Formula.Body, Tp)!)));

    [Theory]
    [InlineData("fp + 1")]
    [InlineData("tp > 0 ? fp : fn")]
    [InlineData("tp + fp > 0 ? 1 : 2")]
    [InlineData("fp * Math.Sign(tp - fn)")]
    public void A_constant_has_no_derivative(string formula) => Assert.True(DerivativeBy(CompiledLosses.Spec(formula).Formula.Body, Tp) is null or Constant { Value: 0 });

    [Fact]
    public void The_seed_multiplies_the_derivative() => Assert.Equal(
        "upstream * 2", CompiledLosses.Text(Differentiator.Differentiate(CompiledLosses.Spec("2 * tp").Formula.Body, new Variable("upstream", Level.Region), static v => v.Equals(Tp))[Tp]));

    [Fact]
    public void Derivatives_agree_with_central_differences()
    {
        var checkedCount = 0;
        foreach (var formula in RandomFormulas.OfAll(3000))
        {
            var point = RandomFormulas.Point(5);
            if (Difference(formula, point) is var (expected, tolerance) && DerivativeBy(formula, Tp) is { } derivative)
            {
                checkedCount++;
                var actual = Interpreter.Evaluate(derivative, point);
                Assert.True(Math.Abs(expected - actual) <= tolerance, $"{CompiledLosses.Text(formula)}: expected {expected:R}, found {actual:R}");
            }
        }

        Assert.True(checkedCount > 200, $"only {checkedCount} formulas have a derivative that differences can tell");
    }

    [Fact]
    public void The_lowered_plan_has_the_same_derivatives()
    {
        foreach (var formula in RandomFormulas.OfAll(1000))
        {
            var plan = Generator.Lowering.Planner.Lower(new(new("", [], "Sample", "Sample", "Sample", ""), new("sample", "Region", null, null, null, null, "Minimize"), [CompiledLosses.Formula(formula)], [], [], [], []));
            var point = RandomFormulas.Point(6);
            if (DerivativeBy(formula, Tp) is { } derivative && Rounding.Evaluate(derivative, point) is var (expected, tolerance) && tolerance <= 1e-6 * Math.Abs(expected))
            {
                var actual = PlanValues.Documented(plan, point)["tp"];
                Assert.True(Math.Abs(expected - actual) <= (10 * tolerance) + (1e-9 * Math.Abs(expected)), $"{CompiledLosses.Text(formula)}: expected {expected:R}, found {actual:R}");
            }
        }
    }

    // Computes a central difference. Null if two step lengths disagree, near a kink or where rounding errors exceed the difference.
    private static (double Value, double Tolerance)? Difference(Expr formula, IReadOnlyDictionary<string, double> point)
    {
        var (coarse, fine) = (Central(1e-4), Central(1e-5));
        var tolerance = 1e-4 * Math.Abs(fine);
        return Math.Abs(coarse - fine) <= 1e-5 * Math.Abs(fine) && fine != 0 && Math.Abs(fine) > 1e-7 * Math.Abs(Interpreter.Evaluate(formula, point)) ? (fine, tolerance) : null;

        double Central(double relative)
        {
            var step = relative * point["tp"];
            return (At(point["tp"] + step) - At(point["tp"] - step)) / (2 * step);
        }

        double At(double tp) => Interpreter.Evaluate(formula, new Dictionary<string, double>(point) { ["tp"] = tp });
    }

    private static Expr? DerivativeBy(Expr formula, Variable variable) => Differentiator.Differentiate(formula, 1, v => v.Equals(variable)).GetValueOrDefault(variable);
}
