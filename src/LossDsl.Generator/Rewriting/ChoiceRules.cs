using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Rewriting;

/// <summary>
/// Moves the terms beside a choice into its branches, where cancellation can then be removed: 1 - (c ? a : b) becomes c ? 1 - a : 1 - b. Likewise for extremes, absolute values and
/// stop-gradients: 1 - max(a, b) becomes min(1 - a, 1 - b), and 1 - |u| becomes min(1 - u, 1 + u).
/// </summary>
internal static class ChoiceRules
{
    private static readonly HashSet<Op> Ops = [Conditions.Select, Functions.Max, Functions.Min, Functions.Abs, Functions.Stop];

    /// <summary>Returns the sum with terms moved into one of its choices. Returns null if no choice gains from that.</summary>
    /// <param name="sum">The sum, with like terms collected.</param>
    /// <param name="rewrite">Rewrites the sums that become the branches.</param>
    /// <param name="atAnyCost">Whether the result may take more operations than <paramref name="sum"/>.</param>
    public static Sum? MoveTermsIntoChoice(Sum sum, Func<Sum, Expr> rewrite, bool atAnyCost)
    {
        foreach (var term in sum.Terms.Where(static term => term.Factors is [{ Exponent: 1, Base: Apply choice }] && Ops.Contains(choice.Op) && CanWin(choice)))
        {
            var choice = (Apply)term.Factors[0].Base;
            List<Monomial> moved = [.. sum.Terms.Where(other => !ReferenceEquals(other, term) && CanMove(other, choice.Op))];
            List<Sum> parts = [.. Parts(choice).Select(part => Sum.Collect([.. moved, .. Sum.From(part).Terms.Select(t => t.Scale(term.Coefficient))]))];
            if (moved.Count > 0 && parts.Exists(Wins))
            {
                var rewritten = Rebuild(choice, term.Coefficient, [.. parts.Select(rewrite)], other => rewrite(Sum.Collect([.. moved, other])));
                var entered = Sum.Collect([.. sum.Terms.Where(other => !ReferenceEquals(other, term) && !moved.Contains(other)), Monomial.From(rewritten)]);
                if (atAnyCost || choice.Op == Functions.Abs || entered.ToExpr().Size <= sum.ToExpr().Size)
                {
                    return entered;
                }
            }
        }

        return null;
    }

    // A quick test: only quotients and expressions of p can cancel, and most choices have neither.
    private static bool CanWin(Apply choice) => choice.Arguments.Any(static part => part is Apply { Op: var op } && op == Arithmetic.Divide)
        || ComplementRule.Pairs.Any(pair => LabelPolynomial.ReadsProbability(choice, pair.P, pair.Q));

    private static bool Wins(Sum part) => Cancellation.Cancels(part) || CommonDenominator.Combine(part).Terms.Count < part.Terms.Count;

    // Only numbers, labels and probabilities move. A probability must not move into a stop-gradient, which would make it constant in the backward pass.
    private static bool CanMove(Monomial term, Op into) => term.Factors.All(factor => factor.Base.Level == Level.Fixed || factor.Base.Equals(Quantities.Y)
        || (into != Functions.Stop && ComplementRule.Pairs.Any(pair => LabelPolynomial.Read(factor.Base, pair.P, pair.Q) is not null)));

    // |u| is the larger of u and -u.
    private static IEnumerable<Expr> Parts(Apply choice) =>
        choice.Op == Functions.Abs ? choice.Arguments.Append(-choice.Arguments[0]) : choice.Op == Conditions.Select ? choice.Arguments.Skip(1) : choice.Arguments;

    private static Expr Rebuild(Apply choice, double factor, IReadOnlyList<Expr> parts, Func<Monomial, Expr> addMoved) =>
        choice.Op == Functions.Stop ? new Apply(Functions.Stop, parts[0])
        : choice.Op == Conditions.Select ? Conditions.Choose(choice.Arguments[0], parts[0], parts[1])
        : choice.Op == Functions.Abs && Cancellation.CanVanish(Sum.From(choice.Arguments[0])) ? ChooseBySign(choice.Arguments[0], parts, addMoved)
        // A negative factor turns a maximum into a minimum.
        : new Apply((choice.Op == Functions.Min) == factor > 0 ? Functions.Min : Functions.Max, parts[0], parts[1]);

    // Where |u| is almost 0 both parts round to the same number, so only the sign of u tells which is the smaller. The last branch, for u = 0, stops the gradient,
    // since the derivative of |u| is 0 there. A u that is NaN takes this branch too and stays NaN.
    private static Expr ChooseBySign(Expr u, IReadOnlyList<Expr> parts, Func<Monomial, Expr> addMoved) =>
        Conditions.Choose(new Apply(Conditions.Greater, u, 0), parts[0], Conditions.Choose(new Apply(Conditions.Less, u, 0), parts[1], addMoved(Monomial.From(new Apply(Functions.Stop, u)))));
}
