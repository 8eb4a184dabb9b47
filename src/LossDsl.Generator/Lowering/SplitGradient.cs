using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Lowering;

/// <summary>A gradient as the terms that are known early and the rest: a pixel's own part often waits for no sum, while what it adds to the sums of its region does.</summary>
/// <param name="Early">What is known before the sums are.</param>
/// <param name="Rest">What comes on top of it.</param>
internal sealed record SplitGradient(PixelGradient Early, PixelGradient Rest)
{
    /// <summary>Divides it, if it has terms of both kinds.</summary>
    public static SplitGradient? TrySplit(PixelGradient gradient, Func<Expr, bool> isEarly)
    {
        var divided = new SplitGradient(Take(gradient, isEarly), Take(gradient, expression => !isEarly(expression)));
        return divided.Early.Expressions.Any() && divided.Rest.Expressions.Any() ? divided : null;

        PixelGradient Take(PixelGradient whole, Func<Expr, bool> isTaken) => Whole(new(
            Part(whole.ByLogOdds, isEarly, isTaken),
            Part(whole.ByProbability, isEarly, isTaken),
            Part(whole.ByInput, isEarly, isTaken)));
    }

    // By log-odds and by p are two forms of one gradient: where one has a part, the other has it too.
    private static PixelGradient Whole(PixelGradient part) => part.ByLogOdds is null && part.ByProbability is null
        ? part
        : part with { ByLogOdds = part.ByLogOdds ?? 0, ByProbability = part.ByProbability ?? 0 };

    private static Expr? Part(Expr? expression, Func<Expr, bool> isEarly, Func<Expr, bool> isTaken)
    {
        if (expression is null || isEarly(expression))
        {
            return expression is not null && isTaken(expression) ? expression : null;
        }

        List<Monomial> terms = [.. Sum.From(expression).Terms.SelectMany(term => Divisible(term, isEarly)).Where(term => isTaken(term.ToExpr()))];
        return terms.Count == 0 ? null : new Sum(new([.. terms])).FactorOut().ToExpr();
    }

    // What a sum has in common stands in front of it; it is multiplied out where that takes it apart.
    private static IEnumerable<Monomial> Divisible(Monomial term, Func<Expr, bool> isEarly)
    {
        List<Monomial> terms = [.. Sum.Distribute(term)];
        return terms.Exists(part => isEarly(part.ToExpr())) && !isEarly(term.ToExpr()) ? terms : [term];
    }
}
