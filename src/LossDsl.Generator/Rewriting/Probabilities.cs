using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>1 - p becomes q, which is computed from the logit and keeps its digits where p rounds to 1; p + q becomes 1.</summary>
internal static class Probabilities
{
    private static readonly Monomial P = Monomial.Of(Quantities.P);
    private static readonly Monomial Q = Monomial.Of(Quantities.Q);

    public static Sum Rewrite(Sum sum)
    {
        var p = Coefficient(sum, P);
        var one = Coefficient(sum, Monomial.One);
        var q = Coefficient(sum, Q);
        return p == 0 ? sum
            : one == -p ? Sum.Collect([.. sum.Terms, Monomial.One.Scale(p), P.Scale(-p), Q.Scale(-p)])
            : q == p ? Sum.Collect([.. sum.Terms, P.Scale(-p), Q.Scale(-p), Monomial.One.Scale(p)])
            : sum;
    }

    private static double Coefficient(Sum sum, Monomial like) => sum.Terms.FirstOrDefault(like.HasSameFactors)?.Coefficient ?? 0;
}
