using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>
/// Rewrites an expression to an equal one that is shorter and numerically more stable. From the leaves to the root, it folds constants, collects like terms and applies
/// <see cref="SumRules"/>, <see cref="ErrorMagnification"/> and <see cref="FunctionRules"/>.
/// </summary>
internal static class Simplifier
{
    /// <summary>Simplifies one expression.</summary>
    public static Expr Simplify(Expr expression) => new Rewriter().Visit(expression);

    /// <summary>Returns a function that simplifies expressions and remembers the result of every subexpression, so that shared parts are simplified once.</summary>
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
                // A nested sum is read at once. Collecting terms at each of its additions would take time quadratic in its length.
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
                var product = ErrorMagnification.RewriteDivisors(Monomial.From(apply).AbsorbSlopes());
                var simple = product.Coefficient == 0 ? 0 : product.ToExpr();

                // -1 times a sum becomes a negated sum, to which the rules for sums apply.
                return Sum.IsSum(simple) ? SumRules.Rewrite(Sum.From(simple)) : simple;
            }

            var kept = ErrorMagnification.RewriteArgument(apply);
            return !kept.Equals(apply) ? Visit(kept) : FunctionRules.Rewrite(apply) is { } replacement ? Visit(replacement) : apply;
        }

        // A result that is not finite is not folded, so that the analysis reports the op and the running program shows the value.
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
