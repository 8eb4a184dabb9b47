using LossDsl.Generator.Backends.Pixels;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Tests.Formulas;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Backends;

/// <summary>Tests of <see cref="ProductReassociation"/>, which factors common factors out of sums and orders products alike, to save multiplications per pixel.</summary>
public sealed class ProductReassociationTests
{
    // This number takes a few seconds.
    private const int Formulas = 2000;

    [Theory]
    [InlineData("tp * fp * fn + tp * n * fn", "tp * fn * (fp + n)")]
    [InlineData("tp * fp - fp * fn", "fp * (tp - fn)")]
    [InlineData("alpha * tp * fn * fp + beta * tn * n * fn + alpha * tp * tn * fp", "alpha * tp * fp * (fn + tn) + beta * tn * n * fn")]
    [InlineData("tp * (fp * fn + n * fn) + tp * n", "tp * (fn * (fp + n) + n)")]
    [InlineData("tp * fp / fn + tp / n", "tp * (fp / fn + 1 / n)")]
    [InlineData("fp / tp + fn / tp", "fp / tp + fn / tp")]
    [InlineData("Math.Exp(tp * fp + tp * fn)", "exp(tp * (fp + fn))")]
    [InlineData("tp * fp + fn * n", "tp * fp + fn * n")]
    public void Common_factors_of_a_sum_are_factored_out(string formula, string arranged) => Assert.Equal(arranged, CompiledLosses.Text(Reassociated(Parsed(formula))));

    [Fact]
    public void Common_factors_of_several_products_come_first_in_each()
    {
        var (value, gradient) = (Parsed("alpha * tp * fp * fn"), Parsed("tp * n * fp"));
        var pass = ProductReassociation.Arrange(new(1, [new(new("t0", Level.Pixel), StepKind.Assign, value)], [], [], new(gradient, Parsed("n * beta"), null), false));
        Assert.Equal("tp * fp * alpha * fn", CompiledLosses.Text(pass.PixelSteps[0].Term));
        Assert.Equal("tp * fp * n", CompiledLosses.Text(pass.Gradient!.ByLogOdds!));
    }

    [Fact]
    public void Reassociation_keeps_the_value_and_saves_multiplications()
    {
        var (before, after) = (0, 0);
        foreach (var formula in RandomFormulas.OfArithmetic(Formulas).Concat(RandomFormulas.OfAll(Formulas)))
        {
            var arranged = Reassociated(formula);
            Assert.True(Rounding.Difference(formula, arranged) is null, $"{CompiledLosses.Text(formula)}\n  arranged to {CompiledLosses.Text(arranged)}\n  {Rounding.Difference(formula, arranged)}");
            (before, after) = (before + Multiplications(formula), after + Multiplications(arranged));
        }

        Assert.True(after < before, $"{before} multiplications became {after}");
    }

    private static Expr Parsed(string formula) => CompiledLosses.Spec(formula).Formula.Body;

    private static Expr Reassociated(Expr formula) => ProductReassociation.Arrange(new(1, [], [], [], new(formula, null, null), false)).Gradient!.ByLogOdds!;

    private static int Multiplications(Expr expression) =>
        expression is Apply apply ? (apply.Op == Arithmetic.Multiply || apply.Op == Functions.Square ? 1 : 0) + apply.Arguments.Sum(Multiplications) : 0;
}
