using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Backends.Simd;

/// <summary>
/// Saves multiplications, of which a processor does fewer at a time than of additions. Factors that terms of a sum share are taken out of it: a y q + b y p is y (a q + b p).
/// And products begin with the factors that others have too, so that what they begin with in common is computed once.
/// </summary>
internal static class ProductReassociation
{
    /// <summary>The pass with its sums and products so arranged.</summary>
    public static Pass Arrange(Pass pass)
    {
        var factored = pass.MapExpressions(TakeOut);
        var ofLogits = factored.Gradient is { } gradient ? factored with { Gradient = gradient with { ByProbability = null } } : factored;
        var byUse = ofLogits.Expressions.SelectMany(Factors).GroupBy(static factor => factor).OrderByDescending(static uses => uses.Count()).Select(static uses => uses.Key).ToList();
        return factored.MapExpressions(Order);

        Expr Order(Expr expression) => expression switch
        {
            Apply { Op: var op } when op == Arithmetic.Multiply => Operands(expression).OrderBy(byUse.IndexOf).Select(Order).Aggregate(static (product, factor) => product * factor),
            Apply apply => new Apply(apply.Op, [.. apply.Arguments.Select(Order)]),
            _ => expression,
        };
    }

    private static Expr TakeOut(Expr expression)
    {
        if (!Sum.IsSum(expression))
        {
            return expression is Apply apply ? new Apply(apply.Op, [.. apply.Arguments.Select(TakeOut)]) : expression;
        }

        // What encloses others comes after them: nothing is looked at twice.
        var sum = InAddends(expression);
        var terms = Sum.From(sum);
        var gathered = Gathered(terms);
        return gathered.Terms.Count == terms.Terms.Count ? sum : gathered.ToExpr();
    }

    private static Expr InAddends(Expr expression) =>
        expression is Apply apply && Sum.IsSum(expression) ? new Apply(apply.Op, [.. apply.Arguments.Select(InAddends)]) : TakeOut(expression);

    // With fewer terms, where some share factors.
    private static Sum Gathered(Sum sum)
    {
        while (MostShared(sum) is { } sharing)
        {
            var shared = new Monomial(1, sharing.Common());
            var product = shared.Times(Monomial.From(Gathered(sharing.Over(shared)).ToExpr()));
            sum = Sum.Collect(sum.Terms.Select(term => term == sharing.Terms[0] ? product : term).Where(term => !sharing.Terms.Contains(term)));
        }

        return sum;
    }

    // Of the terms that share a factor those that save most: the more that they share, and the more they are, the better.
    private static Sum? MostShared(Sum sum) => (
        from factor in sum.Terms.SelectMany(static term => term.Numerator().Factors).Select(static factor => factor.Base).Distinct()
        let sharing = new Sum(sum.Terms.Where(term => term.ExponentOf(factor) > 0).ToEquatableArray())
        where sharing.Terms.Count > 1
        orderby sharing.Common().Count * (sharing.Terms.Count - 1) descending
        select sharing).FirstOrDefault();

    // Of all products. Numbers, which are in none of these, come first in a product.
    private static IEnumerable<Expr> Factors(Expr expression) => expression switch
    {
        Apply { Op: var op } when op == Arithmetic.Multiply => Operands(expression).Where(static factor => factor is not Constant).SelectMany(static factor => Factors(factor).Prepend(factor)),
        Apply apply => apply.Arguments.SelectMany(Factors),
        _ => [],
    };

    private static IEnumerable<Expr> Operands(Expr expression) =>
        expression is Apply { Op: var op } product && op == Arithmetic.Multiply ? product.Arguments.SelectMany(Operands) : [expression];
}
