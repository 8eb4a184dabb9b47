using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>
/// Removes cancellation from the arguments of ops that magnify errors of a small argument: roots, logarithms, quotients, and powers whose exponent may be below 1. An error of
/// 1e-8 in x becomes one of 1e-4 in its square root. In these arguments, and in absolute values, cancellation is removed even if that takes more operations.
/// </summary>
internal static class ErrorMagnification
{
    private static readonly HashSet<Op> Transparent = [Functions.Abs, Functions.Max, Functions.Min, Functions.ClampPositive, Functions.Stop];

    /// <summary>Returns the op with the sums in its argument rewritten. Returns the op itself if it magnifies no errors.</summary>
    public static Apply RewriteArgument(Apply apply)
    {
        var argument = apply.Arguments[0];
        var kept = !apply.Op.MagnifiesErrors || apply.Arguments is [_, Constant { Value: >= 1 }] ? argument : RemoveCancellation(argument);
        return ReferenceEquals(kept, argument) ? apply : new(apply.Op, [kept, .. apply.Arguments.Skip(1)]);
    }

    /// <summary>Returns the product with the sums in its divisors rewritten, if it has divisors at pixel level.</summary>
    public static Monomial RewriteDivisors(Monomial product) => product.Factors.Any(static factor => factor.Exponent < 0 && factor.Base.Level == Level.Pixel)
        ? Product(product, static factor => factor.Exponent < 0)
        : product;

    private static Expr RemoveCancellation(Expr expression) => expression switch
    {
        _ when !ComplementRule.Pairs.Any(pair => LabelPolynomial.ReadsProbability(expression, pair.P, pair.Q)) => expression,
        _ when Sum.IsSum(expression) => SumRules.Rewrite(Sum.From(expression), atAnyCost: true),
        Apply { Op: var op } when op == Arithmetic.Multiply || op == Arithmetic.Divide || op == Functions.Square => Product(Monomial.From(expression), static _ => true).ToExpr(),
        Apply { Op: var op, Arguments: [var condition, var a, var b] } when op == Conditions.Select => Conditions.Choose(condition, RemoveCancellation(a), RemoveCancellation(b)),
        Apply { Op: var op, Arguments: var a } when Transparent.Contains(op) => new Apply(op, new EquatableArray<Expr>(a.Convert(RemoveCancellation))),
        _ => expression,
    };

    private static Monomial Product(Monomial product, Func<Factor, bool> isMagnified) => product.Factors
        .Select(factor => isMagnified(factor) ? Power(Monomial.From(RemoveCancellation(factor.Base)), factor.Exponent) : new Monomial(1, [factor]))
        .Aggregate(new Monomial(product.Coefficient, []), static (all, factor) => all.Times(factor));

    private static Monomial Power(Monomial product, int exponent) =>
        new(Math.Pow(product.Coefficient, exponent), product.Factors.Select(factor => factor with { Exponent = factor.Exponent * exponent }).ToEquatableArray());
}
