using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using LossDsl.Generator.Tests.Formulas;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Rewriting;

/// <summary>
/// Tests of <see cref="Simplifier"/> on random formulas and on examples: the value stays within rounding errors, the size stays bounded, and a second run changes nothing.
/// </summary>
public sealed class SimplifierTests
{
    // This number takes a few seconds.
    private const int Formulas = 3000;

    [Fact]
    public void Simplified_arithmetic_keeps_its_value() => Check(RandomFormulas.OfArithmetic(Formulas), Rounding.Difference);

    [Fact]
    public void Simplified_functions_and_choices_keep_their_value() => Check(RandomFormulas.OfAll(Formulas), Rounding.Difference);

    [Fact]
    public void Simplified_formulas_of_hyperparameters_keep_their_value() => Check(RandomFormulas.OfNumbers(Formulas), Rounding.Difference);

    [Fact]
    public void Simplified_formulas_of_pixels_keep_their_value() => Check(RandomFormulas.OfPixels(Formulas), Rounding.DifferenceOfPixels);

    // Avoiding cancellation takes more operations.
    [Fact]
    public void Formulas_of_pixels_grow_at_most_sixfold() => Check(RandomFormulas.OfPixels(Formulas), static (formula, simplified) =>
        simplified.Size <= (6 * formula.Size) + 20 ? null : $"grew from {formula.Size} to {simplified.Size}");

    [Fact]
    public void Other_formulas_grow_at_most_twofold() => Check(RandomFormulas.OfAll(Formulas).Concat(RandomFormulas.OfArithmetic(Formulas)), static (formula, simplified) =>
        simplified.Size <= (2 * formula.Size) + 4 ? null : $"grew from {formula.Size} to {simplified.Size}");

    [Fact]
    public void A_second_run_changes_nothing() => Check(RandomFormulas.OfAll(Formulas).Concat(RandomFormulas.OfArithmetic(Formulas)).Concat(RandomFormulas.OfPixels(Formulas)), static (_, simplified) =>
        Simplifier.Simplify(simplified) is var again && again.Equals(simplified) ? null : $"became {CompiledLosses.Text(again)}");

    [Theory]
    [InlineData("tp + tp", "2 * tp")]
    [InlineData("tp - tp", "0")]
    [InlineData("2 * tp / (2 * tp)", "1")]
    [InlineData("tp * tp", "tp^2")]
    [InlineData("fp + 0 * tp", "fp")]
    [InlineData("1 - tp / (tp + fp)", "fp / (tp + fp)")]
    [InlineData("1 - (2 * tp + 1) / (2 * tp + fp + 1)", "fp / (2 * tp + fp + 1)")]
    [InlineData("1 - tp / (fp + 1)", "1 - tp / (fp + 1)")]
    [InlineData("Math.Log(Math.Exp(tp))", "tp")]
    [InlineData("Math.Log(Math.Cosh(tp))", "logcosh(tp)")]
    [InlineData("Math.Log(1 + tp)", "log1p(tp)")]
    [InlineData("Math.Log(1 + Math.Exp(tp))", "softplus(tp)")]
    [InlineData("Math.Pow(tp, 0)", "1")]
    [InlineData("Math.Pow(tp, 1)", "tp")]
    [InlineData("Math.Pow(tp, 0.5)", "sqrt(tp)")]
    [InlineData("Math.Max(tp, tp)", "tp")]
    [InlineData("Math.Sqrt(4)", "2")]
    [InlineData("1 > 0 ? tp : fp", "tp")]
    [InlineData("tp > 0 ? fp : fp", "fp")]
    [InlineData("tp > 0 && 2 > 1 ? fp : fn", "fp if tp > 0 else fn")]
    [InlineData("tp > 0 || 2 > 1 ? fp : fn", "fp")]
    [InlineData("(tp > 0 ? true : fp > 0) ? tp : fp", "tp if tp > 0 or fp > 0 else fp")]
    [InlineData("(tp > 0 ? fp > 0 : true) ? tp : fp", "tp if not (tp > 0) or fp > 0 else fp")]
    [InlineData("(tp > 0) == false ? tp : fp", "tp if not (tp > 0) else fp")]
    public void A_formula_is_simplified(string expression, string simplified) => Assert.Equal(simplified, CompiledLosses.Text(Simplifier.Simplify(CompiledLosses.Spec(expression).Formula.Body)));

    [Theory]
    [InlineData("tp / 0.0")]
    [InlineData("Math.Log(0)")]
    [InlineData("Math.Sqrt(-1)")]
    public void An_infinite_value_stays_infinite(string expression) =>
        Assert.False(double.IsFinite(Interpreter.Evaluate(Simplifier.Simplify(CompiledLosses.Spec(expression).Formula.Body), RandomFormulas.Point(1))));

    private static void Check(IEnumerable<Expr> formulas, Func<Expr, Expr, string?> fault)
    {
        foreach (var formula in formulas)
        {
            var simplified = Simplifier.Simplify(formula);
            var found = fault(formula, simplified);
            Assert.True(found is null, $"{CompiledLosses.Text(formula)}\n  simplified to {CompiledLosses.Text(simplified)}\n  {found}");
        }
    }
}
