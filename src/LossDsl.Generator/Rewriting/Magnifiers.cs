using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Rewriting;

/// <summary>
/// What makes much of a small argument: roots, powers, logarithms and quotients. An error of 1e-8 in x is one of 1e-4 in its root. There, and in absolute values, a sum keeps its
/// digits also where that takes more operations.
/// </summary>
internal static class Magnifiers
{
    private static readonly HashSet<Op> Transparent = [Functions.Abs, Functions.Max, Functions.Min, Functions.ClampPositive, Functions.Stop];

    /// <summary>The op with the sums that it magnifies rewritten; itself, if it magnifies none.</summary>
    public static Apply Arguments(Apply apply)
    {
        var argument = apply.Arguments[0];
        var kept = !apply.Op.MagnifiesErrors || apply.Arguments is [_, Constant { Value: >= 1 }] ? argument : Keep(argument);
        return ReferenceEquals(kept, argument) ? apply : new(apply.Op, [kept, .. apply.Arguments.Skip(1)]);
    }

    /// <summary>The product with the sums that it divides by rewritten.</summary>
    public static Monomial Divisors(Monomial product) => product.Factors.Any(static factor => factor.Exponent < 0 && factor.Base.Level == Level.Pixel)
        ? Product(product, static factor => factor.Exponent < 0)
        : product;

    private static Expr Keep(Expr expression) => expression switch
    {
        _ when !ComplementRule.Pairs.Any(pair => LabelPolynomial.Concerns(expression, pair.P, pair.Q)) => expression,
        _ when Sum.IsSum(expression) => SumRules.Rewrite(Sum.From(expression), atAnyCost: true),
        Apply { Op: var op } when op == Arithmetic.Multiply || op == Arithmetic.Divide || op == Functions.Square => Product(Monomial.From(expression), static _ => true).ToExpr(),
        Apply { Op: var op, Arguments: [var condition, var a, var b] } when op == Conditions.Select => Conditions.Choose(condition, Keep(a), Keep(b)),
        Apply { Op: var op, Arguments: var a } when Transparent.Contains(op) => new Apply(op, new EquatableArray<Expr>(a.Convert(Keep))),
        _ => expression,
    };

    private static Monomial Product(Monomial product, Func<Factor, bool> isMagnified) => product.Factors
        .Select(factor => isMagnified(factor) ? Power(Monomial.From(Keep(factor.Base)), factor.Exponent) : new Monomial(1, [factor]))
        .Aggregate(new Monomial(product.Coefficient, []), static (all, factor) => all.Times(factor));

    private static Monomial Power(Monomial of, int exponent) => new(Math.Pow(of.Coefficient, exponent), of.Factors.Select(factor => factor with { Exponent = factor.Exponent * exponent }).ToEquatableArray());
}
