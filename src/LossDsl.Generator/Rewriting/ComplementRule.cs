using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>1 - p becomes q, which is computed from the logit and keeps its digits where p rounds to 1; p + q becomes 1.</summary>
internal static class ComplementRule
{
    /// <summary>p and 1 - p, also where they are constant in the backward.</summary>
    public static IReadOnlyList<(Expr P, Expr Q)> Pairs { get; } =
        [(Quantities.P, Quantities.Q), (new Apply(Functions.Stop, Quantities.P), new Apply(Functions.Stop, Quantities.Q))];

    private static readonly IReadOnlyList<(Monomial P, Monomial Q)> Terms = [.. Pairs.Select(static pair => (Monomial.From(pair.P), Monomial.From(pair.Q)))];

    public static Sum Rewrite(Sum sum) => Terms.Aggregate(sum, static (sum, pair) => Rewrite(sum, pair.P, pair.Q));

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
