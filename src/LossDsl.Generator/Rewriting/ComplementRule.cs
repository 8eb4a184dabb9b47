using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>Rewrites 1 - p to the complement q, and p + q to 1. The runtime computes q from the logit, so q keeps its significant digits where p rounds to 1.</summary>
internal static class ComplementRule
{
    /// <summary>The pairs of a probability and its complement: p and q, and the stop-gradients of p and q.</summary>
    public static IReadOnlyList<(Expr P, Expr Q)> Pairs { get; } =
        [(Quantities.P, Quantities.Q), (new Apply(Functions.Stop, Quantities.P), new Apply(Functions.Stop, Quantities.Q))];

    private static readonly IReadOnlyList<(Monomial P, Monomial Q)> Terms = [.. Pairs.Select(static pair => (Monomial.From(pair.P), Monomial.From(pair.Q)))];

    /// <summary>Returns the sum with both rewrites applied.</summary>
    public static Sum Rewrite(Sum sum) => Terms.Aggregate(sum, static (sum, pair) => Rewrite(sum, pair.P, pair.Q));

    private static Sum Rewrite(Sum sum, Monomial probability, Monomial complement)
    {
        var p = Coefficient(sum, probability);
        var one = Coefficient(sum, Monomial.One);
        var q = Coefficient(sum, complement);
        return p == 0 ? sum
            : one == -p ? Sum.Collect([.. sum.Terms, Monomial.One.Scale(p), probability.Scale(-p), complement.Scale(-p)])
            : q == p ? Sum.Collect([.. sum.Terms, probability.Scale(-p), complement.Scale(-p), Monomial.One.Scale(p)])
            : sum;
    }

    private static double Coefficient(Sum sum, Monomial like) => sum.Terms.FirstOrDefault(like.HasSameFactors)?.Coefficient ?? 0;
}
