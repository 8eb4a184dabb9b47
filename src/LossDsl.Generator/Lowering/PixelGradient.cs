using LossDsl.Generator.Calculus;
using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Lowering;

/// <summary>
/// dL/dp = Σ_k (dL/dT_k) (∂t_k/∂p), multiplied out and collected by what changes from pixel to pixel: for the soft counts this is a + b y,
/// two numbers for each region.
/// </summary>
internal static class PixelGradient
{
    public static (Expr GradProbs, EquatableArray<Temp> Coefficients) Of(IReadOnlyList<PixelSum> sums, IReadOnlyList<Adjoint> adjoints)
    {
        var terms = adjoints.SelectMany(adjoint => ByProbability(adjoint, sums.First(sum => sum.Result.Equals(adjoint.Sum)).Term));
        List<Temp> coefficients = [];
        List<Monomial> gradient = [];
        var byPixel = terms
            .GroupBy(static term => Only(term, static level => level == Level.Pixel), static term => Only(term, static level => level != Level.Pixel))
            .OrderBy(static group => group.Key.Factors.Count);
        foreach (var group in byPixel)
        {
            var name = new Variable(((char)('a' + coefficients.Count)).ToString(), Level.Region);
            coefficients.Add(new(name, Sum.Collect(group).ToExpr()));
            gradient.Add(new Monomial(1, [new(name, 1)]).Times(group.Key));
        }

        return (new Sum(gradient.ToEquatableArray()).ToExpr(), coefficients.ToEquatableArray());
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
