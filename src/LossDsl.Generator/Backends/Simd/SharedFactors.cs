using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Backends.Simd;

/// <summary>
/// Saves multiplications, of which a processor does fewer at a time than of additions. Factors that terms of a sum share are taken out of it: a y q + b y p is y (a q + b p).
/// And products begin with the factors that others have too, so that what they begin with in common is computed once.
/// </summary>
internal static class SharedFactors
{
    /// <summary>The pass with its sums and products so arranged.</summary>
    public static Pass Arrange(Pass pass)
    {
        var factored = pass.Select(TakeOut);
        var ofLogits = factored.Gradient is { } gradient ? factored with { Gradient = gradient with { ByProbability = null } } : factored;
        var byUse = ofLogits.Expressions.SelectMany(Factors).GroupBy(static factor => factor).OrderByDescending(static uses => uses.Count()).Select(static uses => uses.Key).ToList();
        return factored.Select(Order);

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
        var terms = Sum.Of(sum).Terms;
        return MostShared(terms) is null ? sum : OfTerms(terms);
    }

    private static Expr InAddends(Expr expression) =>
        expression is Apply apply && Sum.IsSum(expression) ? new Apply(apply.Op, [.. apply.Arguments.Select(InAddends)]) : TakeOut(expression);

    private static Expr OfTerms(IEnumerable<Monomial> sum)
    {
        List<Monomial> terms = [.. sum];
        while (MostShared(terms) is { } shared)
        {
            var sharing = terms.Where(term => Contains(term, shared)).ToList();
            var first = terms.IndexOf(sharing[0]);
            terms.RemoveAll(sharing.Contains);
            terms.Insert(first, shared.Times(Monomial.Of(OfTerms(Sum.Collect(sharing.Select(term => Without(term, shared))).Terms))));
        }

        return Sum.Collect(terms).ToExpr();
    }

    // For each factor, all that the terms with it share: of these, what saves most.
    private static Monomial? MostShared(IReadOnlyList<Monomial> terms) => (
        from factor in terms.SelectMany(static term => term.Numerator().Factors).Select(static factor => factor.Base).Distinct()
        let sharing = terms.Where(term => term.ExponentOf(factor) > 0).ToList()
        where sharing.Count > 1
        let shared = sharing.Aggregate(Shared)
        orderby shared.Factors.Count * (sharing.Count - 1) descending
        select shared).FirstOrDefault();

    private static Monomial Shared(Monomial a, Monomial b) =>
        new(1, a.Factors.Select(factor => factor with { Exponent = Math.Min(factor.Exponent, b.ExponentOf(factor.Base)) }).Where(static factor => factor.Exponent > 0).ToEquatableArray());

    private static bool Contains(Monomial term, Monomial shared) => shared.Factors.All(factor => term.ExponentOf(factor.Base) >= factor.Exponent);

    private static Monomial Without(Monomial term, Monomial shared) =>
        shared.Factors.Aggregate(term, static (rest, factor) => rest.Times(new(1, new([factor.Reciprocal()]))));

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
