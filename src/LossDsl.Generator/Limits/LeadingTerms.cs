using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Limits;

/// <summary>Computes the leading term of an expression from those of its variables. A term is null if it is infinite, or if it cancels and only the next one would tell.</summary>
/// <param name="ofVariable">The leading term of a variable.</param>
internal sealed class LeadingTerms(Func<Variable, LeadingTerm?> ofVariable)
{
    // Sums in products are multiplied out this often, so that terms that cancel meet.
    private const int MostRounds = 3;
    private const int MostTerms = 24;

    // A slope beyond is infinite but for the clamp of generated code.
    private const double LargestSlope = 1e20;

    /// <summary>Returns the leading term; null if it is not known.</summary>
    public LeadingTerm? Of(Expr expression) => expression switch
    {
        Variable variable => ofVariable(variable),
        Apply { Op: var op } when op == Multiply || op == Divide || op == Functions.Square || Sum.IsSum(expression) => LeadingTerm.Sum([.. MultiplyOut(Sum.From(expression)).Terms.Select(OfProduct)]),
        Apply { Op: var op, Arguments: var a } when op == RegionOps.Ratio => Of(a[0] / a[1]),
        Apply apply => OfFunction(apply.Op, apply.Arguments),
        _ => LeadingTerm.OfConstant(expression),
    };

    private LeadingTerm? OfProduct(Monomial product)
    {
        List<LeadingTerm?> factors = [.. product.Factors.Select(factor => Of(factor.Base)?.Raise(factor.Exponent))];
        return factors.Any(static f => f is { IsZero: true })
            ? LeadingTerm.Zero
            : factors.Aggregate((LeadingTerm?)LeadingTerm.OfConstant(product.Coefficient), static (all, factor) => all is { } before && factor is { } next ? before.Times(next) : null);
    }

    private static Sum MultiplyOut(Sum sum)
    {
        for (var round = 0; round < MostRounds && sum.Terms.Count <= MostTerms; round++)
        {
            sum = Sum.Collect(sum.Terms.SelectMany(Sum.Distribute));
        }

        return sum;
    }

    private LeadingTerm? OfFunction(Op op, IReadOnlyList<Expr> a)
    {
        if (op == Conditions.Select)
        {
            return HoldsInLimit(a[0]) is { } holds ? Of(holds ? a[1] : a[2]) : null;
        }

        if (op == Functions.Max || op == Functions.Min)
        {
            return SignOf(a[0] - a[1]) is { } sign ? Of(sign >= 0 == (op == Functions.Max) ? a[0] : a[1]) : OfLimits(op, a);
        }

        return Of(a[0]) is not { } x ? null
            : op == Functions.Sqrt ? x.Raise(0.5)
            : op == Functions.Pow && a[1] is Constant { Value: var exponent } ? x.Raise(exponent)
            : op == Functions.Stop ? x
            : op == Functions.Cbrt ? new(Simplifier.Simplify(new Apply(op, x.Coefficient)), x.Order / 3)
            : op == Functions.Abs ? x with { Coefficient = Simplifier.Simplify(new Apply(Functions.Abs, x.Coefficient)) }
            : op.Arity == 1 && x.Order > 0 ? OfFunctionNearZero(op, x)
            : OfLimits(op, a);
    }

    // f(x) is f(0) near 0, or f'(0) x if f(0) is 0.
    private static LeadingTerm? OfFunctionNearZero(Op op, LeadingTerm x)
    {
        var value = op.Evaluate([0]);
        if (value != 0)
        {
            return IsFinite(value) ? LeadingTerm.OfConstant(value) : null;
        }

        return x.IsZero ? x
            : Simplifier.Simplify(op.LocalPartials([new Constant(0)], new Constant(0))[0]) is Constant { Value: not 0 and var slope } && Math.Abs(slope) < LargestSlope ? LeadingTerm.OfConstant(slope).Times(x)
            : null;
    }

    // An op that is continuous has the limit f(c), if all its arguments have finite limits c.
    private LeadingTerm? OfLimits(Op op, IReadOnlyList<Expr> a)
    {
        List<LeadingTerm?> terms = [.. a.Select(Of)];
        if (terms.Exists(static term => term is not { Order: >= 0 }))
        {
            return null;
        }

        var value = Simplifier.Simplify(new Apply(op, [.. terms.Select(static term => term!.Value.Order > 0 ? 0 : term.Value.Coefficient)]));

        // min(ε, x) has the limit 0 for every x above 0: with an argument that vanishes, only a number is known not to be 0.
        return value is Constant { Value: var number } ? number != 0 && IsFinite(number) ? LeadingTerm.OfConstant(value) : null
            : terms.TrueForAll(static term => term!.Value.Order == 0) ? LeadingTerm.OfConstant(value)
            : null;
    }

    private bool? HoldsInLimit(Expr condition)
    {
        if (condition is not Apply { Op: var op, Arguments: [var left, var right] } || !Conditions.Comparisons.Contains(op))
        {
            return null;
        }

        return SignOf(left - right) is { } sign ? op.Evaluate([sign, 0]) != 0 : null;
    }

    private int? SignOf(Expr difference) => Of(difference) is { Coefficient: Constant { Value: var number } } ? Math.Sign(number) : null;

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);
}
