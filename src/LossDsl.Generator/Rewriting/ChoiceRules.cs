using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Rewriting;

/// <summary>
/// 1 - (c ? a : b) becomes c ? 1 - a : 1 - b where 1 - a or 1 - b then has its digits; likewise for the larger and the smaller of two, for absolute values and for what is constant
/// in the backward: 1 - max(a, b) is min(1 - a, 1 - b), and 1 - |u| is min(1 - u, 1 + u).
/// </summary>
internal static class ChoiceRules
{
    private static readonly HashSet<Op> Ops = [Conditions.Select, Functions.Max, Functions.Min, Functions.Abs, Functions.Stop];

    /// <summary>The sum with terms moved into such a choice, or null.</summary>
    /// <param name="sum">Terms, like ones collected.</param>
    /// <param name="rewrite">Rewrites the sums that the choice is between.</param>
    /// <param name="atAnyCost">Whether digits are worth more operations.</param>
    public static Sum? Enter(Sum sum, Func<Sum, Expr> rewrite, bool atAnyCost)
    {
        foreach (var term in sum.Terms.Where(static term => term.Factors is [{ Exponent: 1, Base: Apply choice }] && Ops.Contains(choice.Op) && CanWin(choice)))
        {
            var choice = (Apply)term.Factors[0].Base;
            List<Monomial> moved = [.. sum.Terms.Where(other => !ReferenceEquals(other, term) && CanMove(other, choice.Op))];
            List<Sum> parts = [.. Parts(choice).Select(part => Sum.Collect([.. moved, .. Sum.From(part).Terms.Select(t => t.Scale(term.Coefficient))]))];
            if (moved.Count > 0 && parts.Exists(Wins))
            {
                var rewritten = Of(choice, term.Coefficient, [.. parts.Select(rewrite)], other => rewrite(Sum.Collect([.. moved, other])));
                var entered = Sum.Collect([.. sum.Terms.Where(other => !ReferenceEquals(other, term) && !moved.Contains(other)), Monomial.From(rewritten)]);
                if (atAnyCost || choice.Op == Functions.Abs || entered.ToExpr().Size <= sum.ToExpr().Size)
                {
                    return entered;
                }
            }
        }

        return null;
    }

    // Most choices are between other things.
    private static bool CanWin(Apply choice) => choice.Arguments.Any(static part => part is Apply { Op: var op } && op == Arithmetic.Divide)
        || ComplementRule.Pairs.Any(pair => LabelPolynomial.Concerns(choice, pair.P, pair.Q));

    private static bool Wins(Sum part) => Cancellation.IsIn(part) || CommonDenominator.Combine(part).Terms.Count < part.Terms.Count;

    // Numbers, labels and probabilities; into what is constant in the backward nothing that is not.
    private static bool CanMove(Monomial term, Op into) => term.Factors.All(factor => factor.Base.Level == Level.Fixed || factor.Base.Equals(Quantities.Y)
        || (into != Functions.Stop && ComplementRule.Pairs.Any(pair => LabelPolynomial.Read(factor.Base, pair.P, pair.Q) is not null)));

    // |u| is the larger of u and -u.
    private static IEnumerable<Expr> Parts(Apply choice) =>
        choice.Op == Functions.Abs ? choice.Arguments.Append(-choice.Arguments[0]) : choice.Op == Conditions.Select ? choice.Arguments.Skip(1) : choice.Arguments;

    private static Expr Of(Apply choice, double factor, IReadOnlyList<Expr> parts, Func<Monomial, Expr> with) =>
        choice.Op == Functions.Stop ? new Apply(Functions.Stop, parts[0])
        : choice.Op == Conditions.Select ? Conditions.Choose(choice.Arguments[0], parts[0], parts[1])
        : choice.Op == Functions.Abs && Cancellation.CanVanish(Sum.From(choice.Arguments[0])) ? OfSigns(choice.Arguments[0], parts, with)
        // A negative factor makes the larger the smaller.
        : new Apply((choice.Op == Functions.Min) == factor > 0 ? Functions.Min : Functions.Max, parts[0], parts[1]);

    // Where |u| is almost 0 both parts round to the same number, and which of them is the smaller is seen from u alone. At 0 the derivative is 0; what is no number stays so.
    private static Expr OfSigns(Expr u, IReadOnlyList<Expr> parts, Func<Monomial, Expr> with) =>
        Conditions.Choose(new Apply(Conditions.Greater, u, 0), parts[0], Conditions.Choose(new Apply(Conditions.Less, u, 0), parts[1], with(Monomial.From(new Apply(Functions.Stop, u)))));
}
