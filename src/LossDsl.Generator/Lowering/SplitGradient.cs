using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Lowering;

/// <summary>
/// Gradient split into two sums of terms: those that an early pass can compute, and the rest. The part of a pixel's own loss often reads no reduction, while the part
/// through the reductions of its region does.
/// </summary>
/// <param name="Early">The terms that are known before the last reductions.</param>
/// <param name="Rest">The other terms, which the last pass adds.</param>
internal sealed record SplitGradient(PixelGradient Early, PixelGradient Rest)
{
    /// <summary>Splits a gradient. Returns null unless the gradient has terms of both kinds.</summary>
    /// <param name="gradient">The gradient.</param>
    /// <param name="isEarly">Whether an early pass can compute the expression.</param>
    public static SplitGradient? TrySplit(PixelGradient gradient, Func<Expr, bool> isEarly)
    {
        var split = new SplitGradient(Take(gradient, isEarly), Take(gradient, expression => !isEarly(expression)));
        return split.Early.Expressions.Any() && split.Rest.Expressions.Any() ? split : null;

        PixelGradient Take(PixelGradient whole, Func<Expr, bool> isTaken) => CompleteForms(new(
            Part(whole.ByLogOdds, isEarly, isTaken),
            Part(whole.ByProbability, isEarly, isTaken),
            Part(whole.ByInput, isEarly, isTaken)));
    }

    // ByLogOdds and ByProbability are two forms of one gradient: if one of them is not null, backends expect the other.
    private static PixelGradient CompleteForms(PixelGradient part) => part.ByLogOdds is null && part.ByProbability is null
        ? part
        : part with { ByLogOdds = part.ByLogOdds ?? 0, ByProbability = part.ByProbability ?? 0 };

    private static Expr? Part(Expr? expression, Func<Expr, bool> isEarly, Func<Expr, bool> isTaken)
    {
        if (expression is null || isEarly(expression))
        {
            return expression is not null && isTaken(expression) ? expression : null;
        }

        List<Monomial> terms = [.. Sum.From(expression).Terms.SelectMany(term => ExpandIfSplittable(term, isEarly)).Where(term => isTaken(term.ToExpr()))];
        return terms.Count == 0 ? null : new Sum(new([.. terms])).FactorOut().ToExpr();
    }

    // Common factors are factored out, so one term can hold early and late terms. It is multiplied out only then.
    private static IEnumerable<Monomial> ExpandIfSplittable(Monomial term, Func<Expr, bool> isEarly)
    {
        List<Monomial> terms = [.. Sum.Distribute(term)];
        return terms.Exists(part => isEarly(part.ToExpr())) && !isEarly(term.ToExpr()) ? terms : [term];
    }
}
