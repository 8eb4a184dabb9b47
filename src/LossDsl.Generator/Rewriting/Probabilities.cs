using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>1 - p becomes q, which is computed from the logit and keeps its digits where p rounds to 1; p + q becomes 1.</summary>
internal static class Probabilities
{
    // Also where they are constant in the backward.
    private static readonly IReadOnlyList<(Monomial P, Monomial Q)> Pairs =
    [
        (Monomial.Of(Quantities.P), Monomial.Of(Quantities.Q)),
        (Monomial.Of(new Apply(Functions.Stop, Quantities.P)), Monomial.Of(new Apply(Functions.Stop, Quantities.Q))),
    ];

    public static Sum Rewrite(Sum sum) => Pairs.Aggregate(sum, static (sum, pair) => Rewrite(sum, pair.P, pair.Q));

    private static Sum Rewrite(Sum sum, Monomial probability, Monomial opposite)
    {
        var p = Coefficient(sum, probability);
        var one = Coefficient(sum, Monomial.One);
        var q = Coefficient(sum, opposite);
        return p == 0 ? sum
            : one == -p ? Sum.Collect([.. sum.Terms, Monomial.One.Scale(p), probability.Scale(-p), opposite.Scale(-p)])
            : q == p ? Sum.Collect([.. sum.Terms, probability.Scale(-p), opposite.Scale(-p), Monomial.One.Scale(p)])
            : sum;
    }

    private static double Coefficient(Sum sum, Monomial like) => sum.Terms.FirstOrDefault(like.HasSameFactors)?.Coefficient ?? 0;
}
