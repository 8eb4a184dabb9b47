using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Backends.Pixels;

/// <summary>
/// Reduces the number of multiplications per pixel. Factors common to several terms of a sum are factored out: a y q + b y p becomes y (a q + b p). Factors of a product
/// are ordered by how many products have them, so that the compiler finds equal leading products and computes each once.
/// </summary>
internal static class ProductReassociation
{
    /// <summary>Returns the pass with common factors factored out and products reordered.</summary>
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

        // Inner sums first, so that no sum is visited twice.
        var sum = InAddends(expression);
        var terms = Sum.From(sum);
        var gathered = Gathered(terms);
        return gathered.Terms.Count == terms.Terms.Count ? sum : gathered.ToExpr();
    }

    private static Expr InAddends(Expr expression) =>
        expression is Apply apply && Sum.IsSum(expression) ? new Apply(apply.Op, [.. apply.Arguments.Select(InAddends)]) : TakeOut(expression);

    // Factors out the best common factor until no two terms share one.
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

    // The group of terms that saves most multiplications: the number of common factors times the number of terms but one.
    private static Sum? MostShared(Sum sum) => (
        from factor in sum.Terms.SelectMany(static term => term.Numerator().Factors).Select(static factor => factor.Base).Distinct()
        let sharing = new Sum(sum.Terms.Where(term => term.ExponentOf(factor) > 0).ToEquatableArray())
        where sharing.Terms.Count > 1
        orderby sharing.Common().Count * (sharing.Terms.Count - 1) descending
        select sharing).FirstOrDefault();

    // Factors of all products in the expression; constants are left out, so that they come first.
    private static IEnumerable<Expr> Factors(Expr expression) => expression switch
    {
        Apply { Op: var op } when op == Arithmetic.Multiply => Operands(expression).Where(static factor => factor is not Constant).SelectMany(static factor => Factors(factor).Prepend(factor)),
        Apply apply => apply.Arguments.SelectMany(Factors),
        _ => [],
    };

    private static IEnumerable<Expr> Operands(Expr expression) =>
        expression is Apply { Op: var op } product && op == Arithmetic.Multiply ? product.Arguments.SelectMany(Operands) : [expression];
}
