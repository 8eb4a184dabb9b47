using LossDsl.Generator.Calculus;
using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Lowering;

/// <summary>
/// dL/dp = Σ_k (dL/dT_k) (∂t_k/∂p), multiplied out and collected by what changes from pixel to pixel: for the soft counts this is a (1 - y) + b y,
/// two numbers for each region, that of the background and that of the foreground.
/// </summary>
internal static class PixelGradient
{
    public static (Expr GradProbs, EquatableArray<Temp> Coefficients) Of(IReadOnlyList<PixelSum> sums, IReadOnlyList<Adjoint> adjoints)
    {
        var terms = adjoints.SelectMany(adjoint => ByProbability(adjoint, sums.First(sum => sum.Result.Equals(adjoint.Sum)).Term));
        var byPixel = terms
            .GroupBy(static term => Only(term, static level => level == Level.Pixel), static term => Only(term, static level => level != Level.Pixel))
            .Select(static group => (Pixel: group.Key, Coefficient: Sum.Collect(group)))
            .OrderBy(static group => group.Pixel.Factors.Count)
            .ToList();
        if (byPixel is [(var one, var background), (var y, var difference)] && one.Equals(Monomial.One) && y.Equals(Monomial.Of(Quantities.Y)))
        {
            // Not a + (b - a) y: where the background's number is by far the larger, as in a mask without background, that loses the foreground's digits.
            var foreground = Sum.Collect(background.Terms.Concat(difference.Terms));
            EquatableArray<Temp> ends = [new(Name(0), background.ToExpr()), new(Name(1), foreground.ToExpr())];
            return (new Apply(Functions.Lerp, Name(0), Name(1), Quantities.Y), ends);
        }

        return (
            new Sum(byPixel.Select(static (group, i) => new Monomial(1, [new(Name(i), 1)]).Times(group.Pixel)).ToEquatableArray()).ToExpr(),
            byPixel.Select(static (group, i) => new Temp(Name(i), group.Coefficient.ToExpr())).ToEquatableArray());

        static Variable Name(int i) => new(((char)('a' + i)).ToString(), Level.Region);
    }

    // q = 1 - p, so that the derivative by q counts with the opposite sign.
    private static IEnumerable<Monomial> ByProbability(Adjoint adjoint, Expr term)
    {
        var partials = Differentiator.Differentiate(term, 1, static v => v.Equals(Quantities.P) || v.Equals(Quantities.Q));
        var derivative = Simplifier.Simplify(By(Quantities.P) - By(Quantities.Q));
        return Sum.Of(derivative).Terms.Select(new Monomial(1, [new(adjoint.Variable, 1)]).Times);

        Expr By(Variable variable) => partials.TryGetValue(variable, out var partial) ? partial : 0;
    }

    private static Monomial Only(Monomial term, Func<Level, bool> isWanted) => new(
        isWanted(Level.Number) ? term.Coefficient : 1,
        term.Factors.Where(f => isWanted(f.Base.Level)).ToEquatableArray());
}
