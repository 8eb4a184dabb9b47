using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>
/// Rewrites a formula from its leaves to its root into the same function, shorter and more stable: like terms collected, constants folded,
/// <see cref="SumRules"/>, <see cref="Magnifiers"/> and <see cref="FunctionRules"/> applied.
/// </summary>
internal static class Simplifier
{
    public static Expr Simplify(Expr expression) => new Rewriter().Visit(expression);

    /// <summary>Simplifies several expressions that have parts in common, each part once.</summary>
    public static Func<Expr, Expr> Memoized() => new Rewriter().Visit;

    private sealed class Rewriter
    {
        private readonly Dictionary<Expr, Expr> done = [];

        public Expr Visit(Expr expression)
        {
            if (expression is not Apply apply)
            {
                return expression;
            }

            if (!done.TryGetValue(apply, out var simplified))
            {
                // A sum is read as a whole: collecting its terms at every addition of a long one would cost the square of its length.
                simplified = Sum.IsSum(apply)
                    ? SumRules.Rewrite(Sum.From(apply, Visit))
                    : Rewrite(new Apply(apply.Op, new EquatableArray<Expr>(apply.Arguments.Convert(Visit))));
                done[apply] = simplified;
                done[simplified] = simplified;
            }

            return simplified;
        }

        private Expr Rewrite(Apply apply)
        {
            if (Fold(apply) is { } constant)
            {
                return constant;
            }

            if (apply.Op == Arithmetic.Multiply || apply.Op == Arithmetic.Divide)
            {
                var product = Magnifiers.Divisors(Monomial.From(apply).AbsorbSlopes());
                var simple = product.Coefficient == 0 ? 0 : product.ToExpr();

                // Minus one times a sum is a sum again.
                return Sum.IsSum(simple) ? SumRules.Rewrite(Sum.From(simple)) : simple;
            }

            var kept = Magnifiers.Arguments(apply);
            return !kept.Equals(apply) ? Visit(kept) : FunctionRules.Rewrite(apply) is { } replacement ? Visit(replacement) : apply;
        }

        // A result that is not finite is left as written: it is for the check of the formula to say so, and for the running program to show it.
        private static Constant? Fold(Apply apply)
        {
            if (apply.Arguments.Any(static a => a is not Constant))
            {
                return null;
            }

            var value = apply.Op.Evaluate([.. apply.Arguments.Select(static a => ((Constant)a).Value)]);
            return double.IsNaN(value) || double.IsInfinity(value) ? null : new Constant(value);
        }
    }
}
