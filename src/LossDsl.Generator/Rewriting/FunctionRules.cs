using LossDsl.Generator.Formulas;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Rewriting;

/// <summary>
/// Rewrites ops other than arithmetic (logarithms, powers, extremes, choices, conditions) to forms that are shorter, or finite and without cancellation where the op as written is
/// not.
/// </summary>
internal static class FunctionRules
{
    // Each rule takes an op and its simplified arguments, and returns the replacement or null. The first rule that applies wins.
    private static readonly IReadOnlyList<Func<Op, IReadOnlyList<Expr>, Expr?>> Rules =
        [LogOfStopped, LogOfProbability, LogOfChoice, LogOfLabelled, Log1pOfComplement, LogOfExp, LogOfCosh, LogOfRatio, LogOfOnePlus, Log1pOfExp, TrivialPower, SquareRoot, SquaredRoot, SlopeOfConstantPower, Same,
        ConditionRules.KnownChoice, ConditionRules.KnownLogic, ConditionRules.ChoiceOfConditions, ConditionRules.ComparedWithConstant];

    /// <summary>Returns the replacement of an op whose arguments are simplified, or null if no rule applies.</summary>
    public static Expr? Rewrite(Apply apply)
    {
        IReadOnlyList<Expr> arguments = [.. apply.Arguments];
        foreach (var rule in Rules)
        {
            if (rule(apply.Op, arguments) is { } replacement)
            {
                return replacement;
            }
        }

        return null;
    }

    // log(stop(a)) = stop(log(a)), so that the other rules apply to log(a).
    private static Expr? LogOfStopped(Op op, IReadOnlyList<Expr> a) =>
        op == Functions.Log && a[0] is Apply { Op: var inner } stop && inner == Functions.Stop ? new Apply(Functions.Stop, new Apply(Functions.Log, stop.Arguments[0])) : null;

    // The runtime computes log p from the logit z as -softplus(-z), which is finite where p rounds to 0.
    private static Expr? LogOfProbability(Op op, IReadOnlyList<Expr> a) =>
        op != Functions.Log ? null : a[0].Equals(Quantities.P) ? Quantities.LogP : a[0].Equals(Quantities.Q) ? Quantities.LogQ : null;

    // log(c ? p : q) = c ? log p : log q, log(max(p, q)) = max(log p, log q): both logarithms are computed from the logit.
    private static Expr? LogOfChoice(Op op, IReadOnlyList<Expr> a) => op == Functions.Log && a[0] is Apply { Op: var inner, Arguments: var parts } choice
        && (inner == Conditions.Select || inner == Functions.Max || inner == Functions.Min) && choice.Arguments.Skip(parts.Count - 2).All(IsProbability)
            ? new Apply(inner, [.. parts.Take(parts.Count - 2), .. parts.Skip(parts.Count - 2).Select(Log)])
            : null;

    // log(y p + (1 - y) q) is log p for y = 1 and log q for y = 0, both computed from the logit. For a soft label the argument is neither tiny nor almost 1, so its logarithm is
    // accurate.
    private static Expr? LogOfLabelled(Op op, IReadOnlyList<Expr> a) =>
        op == Functions.Log && Sum.IsSum(a[0]) && Cancellation.Sides(Sum.From(a[0])) is var (ofOne, ofZero) && (IsProbability(ofOne) || IsProbability(ofZero))
            ? Conditions.Choose(new Apply(Conditions.Equal, Quantities.Y, 1), Log(ofOne), Conditions.Choose(new Apply(Conditions.Equal, Quantities.Y, 0), Log(ofZero), Log(new Apply(Functions.Lerp, ofZero, ofOne, Quantities.Y))))
            : null;

    private static Expr Log(Expr x) => new Apply(Functions.Log, x);

    private static bool IsProbability(Expr expression) => ComplementRule.Pairs.Any(pair => expression.Equals(pair.P) || expression.Equals(pair.Q));

    // log1p(-p) = log(1 - p) = log q: where p is almost 1, q has the significant digits that p has lost.
    private static Expr? Log1pOfComplement(Op op, IReadOnlyList<Expr> a)
    {
        var sum = op == Functions.Log1p && a[0].Level == Level.Pixel ? Sum.Collect([Monomial.One, .. Sum.From(a[0]).Terms]) : null;
        return sum is not null && Cancellation.Cancels(sum) && SumRules.Rewrite(sum, atAnyCost: true) is var kept && !Sum.From(kept).Terms.Any(static t => t.Factors.Count == 0)
            ? Log(kept)
            : null;
    }

    // log(e^x) = x, also where e^x overflows.
    private static Expr? LogOfExp(Op op, IReadOnlyList<Expr> a) =>
        op == Functions.Log && a[0] is Apply { Op: var inner } exp && inner == Functions.Exp ? exp.Arguments[0] : null;

    // log(cosh(x)) = |x| + log1p(e^(-2|x|)) - log 2, finite for every x.
    private static Expr? LogOfCosh(Op op, IReadOnlyList<Expr> a) =>
        op == Functions.Log && a[0] is Apply { Op: var inner } cosh && inner == Functions.Cosh ? new Apply(Functions.LogCosh, cosh.Arguments[0]) : null;

    // log(N/D) = -log1p((D - N)/N) keeps its significant digits where N/D is almost 1, if terms of D - N cancel symbolically.
    private static Expr? LogOfRatio(Op op, IReadOnlyList<Expr> a)
    {
        var ratio = op == Functions.Log ? Monomial.From(a[0]) : Monomial.One;
        if (ratio.Denominator().Factors.Count == 0 || ratio.Numerator().Factors.Count == 0)
        {
            return null;
        }

        var (numerator, divisor) = (ratio.Numerator(), Monomial.From(1 / ratio.Denominator().ToExpr()));
        List<Monomial> above = [.. Sum.Distribute(numerator)];
        List<Monomial> below = [.. Sum.Distribute(divisor)];
        var difference = Sum.Collect([.. below, .. above.Select(static t => t.Scale(-1))]);
        return difference.Terms.Count <= above.Count + below.Count - 2
            ? -new Apply(Functions.Log1p, difference.ToExpr() / numerator.ToExpr())
            : null;
    }

    // log(1 + x) = log1p(x), which keeps all significant digits for small x.
    private static Expr? LogOfOnePlus(Op op, IReadOnlyList<Expr> a)
    {
        if (op != Functions.Log || a[0] is not Apply { Op: var inner } || (inner != Add && inner != Subtract))
        {
            return null;
        }

        var sum = Sum.From(a[0]);
        var one = sum.Terms.FirstOrDefault(static t => t is { Coefficient: 1, Factors.Count: 0 });
        return one is null ? null : new Apply(Functions.Log1p, Sum.Collect([.. sum.Terms, one.Scale(-1)]).ToExpr());
    }

    // log(1 + e^x) = softplus(x), also where e^x overflows.
    private static Expr? Log1pOfExp(Op op, IReadOnlyList<Expr> a) =>
        op == Functions.Log1p && a[0] is Apply { Op: var inner } exp && inner == Functions.Exp ? new Apply(Functions.Softplus, exp.Arguments[0]) : null;

    private static Expr? TrivialPower(Op op, IReadOnlyList<Expr> a) => (op == Functions.Pow, a.Count > 1 ? a[1] : null) switch
    {
        (true, Constant { Value: 0 }) => 1,
        (true, Constant { Value: 1 }) => a[0],
        _ => null,
    };

    private static Expr? SquaredRoot(Op op, IReadOnlyList<Expr> a) =>
        (op == Functions.Square || (op == Functions.Pow && a[1] is Constant { Value: 2 })) && a[0] is Apply { Op: var inner } root && inner == Functions.Sqrt ? root.Arguments[0] : null;

    private static Expr? SquareRoot(Op op, IReadOnlyList<Expr> a) =>
        op == Functions.Pow && a[1] is Constant { Value: 0.5 } ? new Apply(Functions.Sqrt, a[0]) : null;

    // Only an exponent between 0 and 1 makes the slope infinite at 0. With a constant exponent the clamp can be left out elsewhere.
    private static Expr? SlopeOfConstantPower(Op op, IReadOnlyList<Expr> a)
    {
        if (op != Functions.PowSlope || a[1] is not Constant { Value: var exponent })
        {
            return null;
        }

        var x = exponent is > 0 and < 1 ? new Apply(Functions.ClampPositive, a[0]) : a[0];
        return exponent == 0 ? 0 : exponent * (Expr)new Apply(Functions.Pow, x, exponent - 1);
    }

    private static Expr? Same(Op op, IReadOnlyList<Expr> a) =>
        (op == Conditions.Select && a[1].Equals(a[2])) || ((op == Functions.Max || op == Functions.Min) && a[0].Equals(a[1])) ? a[1] : null;
}
