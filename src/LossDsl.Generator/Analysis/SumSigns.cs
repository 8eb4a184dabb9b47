using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// The sign of a sum from the signs of its terms: as they stand, without their common factor, over one denominator, multiplied out,
/// and with reductions of one kind taken together, since the sum of p² less the sum of p q is the sum of p² - p q.
/// </summary>
/// <param name="bounds">What the terms can be.</param>
/// <param name="domain">What is reduced from what, and points that show that there is no sign.</param>
/// <param name="budget">How much work it may be.</param>
/// <param name="effort">How many of these ways may be gone one after the other; 0 for the signs of the terms alone.</param>
internal sealed class SumSigns(IBounds bounds, Domain domain, Budget budget, int effort)
{
    private const int MostTerms = 96;
    private readonly Dictionary<(Sum, int), int?> known = [];
    private int depth;

    /// <summary>The range without the numbers whose sign the sum cannot have.</summary>
    public Interval Narrow(Interval range, Apply sum)
    {
        // Each way into a sum is tried on its parts too; two of them inside each other are enough for what formulas have.
        if (range.IsNonNegative || range.IsNonPositive || range.MayBeUndefined || depth > 2 || (domain.Samples.IsNegativeSomewhere(sum) && domain.Samples.IsPositiveSomewhere(sum)))
        {
            return range;
        }

        depth++;
        var sign = SignOf(Sum.From(sum), effort);
        depth--;
        return sign switch
        {
            > 0 => range.Intersect(Interval.NonNegative with { HighIsOpen = false }),
            < 0 => range.Intersect(Interval.NonPositive with { LowIsOpen = false }),
            _ => range,
        };
    }

    /// <summary>Whether a sum is at least 0.</summary>
    public bool IsNonNegative(Sum sum)
    {
        if (depth > 2)
        {
            return OfTerms(sum) == 1;
        }

        depth++;
        var sign = SignOf(sum, effort);
        depth--;
        return sign == 1;
    }

    /// <summary>1: at least 0; -1: at most 0; null: not known.</summary>
    public int? SignOf(Sum sum)
    {
        // Reductions may cancel: what is left is 0.
        if (depth > 2 || sum.Terms.Count == 0)
        {
            return sum.Terms.Count == 0 ? 1 : null;
        }

        depth++;
        var sign = OfRest(sum, effort) ?? (bounds.RangeOf(Sum.From(sum.ToExpr()).ToExpr()) is var range && range.IsNonNegative ? 1 : range.IsNonPositive ? -1 : null);
        depth--;
        return sign;
    }

    // 1: at least 0; -1: at most 0; null: not known.
    private int? SignOf(Sum sum, int left)
    {
        if (!known.TryGetValue((sum, left), out var sign))
        {
            sign = Find(sum, left);
            if (!budget.IsSpent)
            {
                known[(sum, left)] = sign;
            }
        }

        return sign;
    }

    private int? Find(Sum sum, int left)
    {
        if (sum.Terms.Count == 0)
        {
            return 1;
        }

        if (!budget.TrySpend(sum.Terms.Count))
        {
            return null;
        }

        if (sum.Terms.Count > MostTerms)
        {
            return null;
        }

        var plain = OfTerms(sum);
        return plain is not null || left == 0 ? plain
            : OfSquares(sum) ?? OfExtreme(sum, left) ?? OfReductions(sum) ?? OfRest(sum, left) ?? OverOneDenominator(sum, left) ?? MultipliedOut(sum, left) ?? OfPart(sum, left);
    }

    private int? OfTerms(Sum sum) => Common(sum.Terms.Select(SignOf)) ?? OfRanges(sum);

    // -1 + sigmoid(x), whose terms have two signs, is at most 0.
    private int? OfRanges(Sum sum)
    {
        var range = sum.Terms.Aggregate(Interval.Point(0), (all, term) => IntervalArithmetic.Add(all, term.Factors.Aggregate(
            Interval.Point(term.Coefficient), (product, factor) => IntervalArithmetic.Multiply(product, IntervalPowers.Pow(bounds.RangeOf(factor.Base), Interval.Point(factor.Exponent))))));
        return range.IsNonNegative ? 1 : range.IsNonPositive ? -1 : null;
    }

    private static int? Common(IEnumerable<int?> signs)
    {
        int? common = null;
        foreach (var sign in signs)
        {
            if (sign is null || (common is not null && common != sign))
            {
                return null;
            }

            common = sign;
        }

        return common;
    }

    private int? SignOf(Monomial term)
    {
        var sign = term.Coefficient < 0 ? -1 : 1;
        foreach (var factor in term.Factors)
        {
            var range = bounds.RangeOf(factor.Base);
            if (range.MayBeUndefined || (factor.Exponent % 2 != 0 && !range.IsNonNegative && !range.IsNonPositive))
            {
                return null;
            }

            sign *= factor.Exponent % 2 != 0 && !range.IsNonNegative ? -1 : 1;
        }

        return sign;
    }

    // max(a, b) is a and something that is not negative.
    private int? OfExtreme(Sum sum, int left)
    {
        foreach (var term in sum.Terms)
        {
            if (term.Factors.FirstOrDefault(static f => f is { Exponent: 1, Base: Apply { Op: var op } } && (op == Functions.Max || op == Functions.Min))?.Base is Apply extreme)
            {
                var (a, b) = (extreme.Arguments[0], extreme.Arguments[1]);
                return SignOf(sum, extreme, a, b, left) ?? SignOf(sum, extreme, b, a, left);
            }
        }

        return null;
    }

    private int? SignOf(Sum sum, Apply extreme, Expr one, Expr other, int left)
    {
        var written = one + new Apply(extreme.Op, Sum.From(other - one).ToExpr(), 0);
        return SignOf(Sum.Collect(sum.Terms.SelectMany(term => term.ExponentOf(extreme) == 1
            ? Sum.From(written).Terms.Select(term.Without(new(extreme, 1)).Times)
            : [term])), left - 1);
    }

    // A sum of what is not negative is at least the part of the pixel that is looked at.
    private int? OfPart(Sum sum, int left)
    {
        if (sum.Terms.All(static t => t.Factors.All(static f => f.Base.Level != Level.Pixel)))
        {
            return null;
        }

        foreach (var sign in (int[])[1, -1])
        {
            List<Monomial> terms = [.. sum.Terms.Select(t => t.Scale(sign)).SelectMany(Part)];
            if (!terms.SequenceEqual(sum.Terms.Select(t => t.Scale(sign))) && SignOf(Sum.Collect(terms), left - 1) == 1)
            {
                return sign;
            }
        }

        return null;
    }

    private IEnumerable<Monomial> Part(Monomial term)
    {
        // log p is at most p - 1.
        if (SignOf(term) == 1 && term.Factors.FirstOrDefault(static f => f.Exponent == 1 && (f.Base.Equals(Quantities.LogP) || f.Base.Equals(Quantities.LogQ))) is { } logarithm)
        {
            return [term.Without(logarithm).Scale(-1).Times(Monomial.From(logarithm.Base.Equals(Quantities.LogP) ? Quantities.Q : Quantities.P))];
        }

        var whole = term.Factors.FirstOrDefault(f => f.Exponent == 1 && f.Base is Variable v && domain.Stages.TryGetValue(v, out var stage)
            && stage.Kind is StageKind.PixelSum or StageKind.PixelMean or StageKind.PixelMax or StageKind.ClassSum && bounds.OverAllPixels(stage.Body).IsNonNegative);
        if (whole is null || SignOf(term) != 1)
        {
            return [term];
        }

        var stage = domain.Stages[(Variable)whole.Base];
        var rest = stage.Kind == StageKind.PixelMean ? term.Without(whole).Times(new(1, [new(Quantities.Divisor, -1)])) : term.Without(whole);
        return Sum.From(stage.Body).Terms.Select(rest.Times);
    }

    // 2 a b is at most a² + b².
    private int? OfSquares(Sum sum)
    {
        if (sum.Terms.Count < 3)
        {
            return null;
        }

        foreach (var sign in (int[])[1, -1])
        {
            List<Monomial> positive = [.. sum.Terms.Select(t => t.Scale(sign)).Where(t => SignOf(t) == 1)];
            if (sum.Terms.Select(t => t.Scale(sign)).Where(t => SignOf(t) != 1).All(product => TakeSquares(product, positive)))
            {
                return sign;
            }
        }

        return null;
    }

    private static bool TakeSquares(Monomial product, List<Monomial> positive)
    {
        var squared = product.Times(product);
        foreach (var a in positive)
        {
            foreach (var b in positive.Where(b => !ReferenceEquals(a, b)))
            {
                var both = a.Times(b);
                if (both.HasSameFactors(squared) && 4 * both.Coefficient >= squared.Coefficient)
                {
                    positive.Remove(a);
                    positive.Remove(b);
                    return true;
                }
            }
        }

        return false;
    }

    // Reductions of the same kind, times numbers, are one reduction of what they reduce.
    private int? OfReductions(Sum sum)
    {
        List<int?> signs = [];
        foreach (var group in sum.Terms.GroupBy(Reduction))
        {
            IReadOnlyList<Monomial> terms = [.. group];
            if (group.Key is null || terms.Count < 2)
            {
                signs.AddRange(terms.Select(SignOf));
                continue;
            }

            signs.Add(bounds.SignOverAllPixels(Sum.Collect(terms.Select(Body))));
        }

        return Common(signs);
    }

    private object? Reduction(Monomial term) => Reduced(term) is { } factor && domain.Stages.TryGetValue((Variable)factor.Base, out var stage)
        ? stage.Kind is StageKind.PixelSum or StageKind.PixelMean or StageKind.ClassSum or StageKind.ClassMean ? stage.Kind
            : stage.Kind == StageKind.LocalMean ? stage.Window : null
        : null;

    // The one factor that is a reduction, all others being numbers.
    private Factor? Reduced(Monomial term)
    {
        var others = term.Factors.Where(static f => f.Base.Level != Level.Fixed).ToList();
        return others is [{ Exponent: 1, Base: Variable variable } single] && domain.Stages.ContainsKey(variable) ? single : null;
    }

    // As one factor, even if it is a sum: what bodies have in common is then seen.
    private Monomial Body(Monomial term)
    {
        var factor = Reduced(term)!;
        return term.Without(factor).Times(Monomial.From(domain.Stages[(Variable)factor.Base].Body));
    }

    private int? OfRest(Sum sum, int left)
    {
        if (sum.Terms.Count < 2)
        {
            return null;
        }

        var product = sum.FactorOut();
        if (product.Factors.Count < 2)
        {
            return null;
        }

        var signs = product.Factors.Select(factor => SignOf(new Monomial(1, [factor])) ?? (Sum.IsSum(factor.Base) ? SignOf(Sum.From(factor.Base), left - 1) : null));
        return signs.Aggregate((int?)(product.Coefficient < 0 ? -1 : 1), static (all, sign) => all * sign);
    }

    private int? OverOneDenominator(Sum sum, int left)
    {
        if (!Has(sum, static factor => factor.Exponent < 0))
        {
            return null;
        }

        var common = sum.Terms.Aggregate(Monomial.One, static (all, term) => all.Times(new(1, [.. term.Denominator().Factors
            .Select(static f => f.Reciprocal())
            .Select(f => f with { Exponent = Math.Max(0, f.Exponent - all.ExponentOf(f.Base)) })
            .Where(static f => f.Exponent > 0)])));
        if (common.Factors.Count == 0 || SignOf(common) is not { } sign)
        {
            return null;
        }

        // Where it is 0, 0/0 of regions is 0: what stands over no bar then has to have the sign too.
        var all = SignOf(Sum.Collect(sum.Terms.Select(common.Times)), left - 1) * sign;
        return common.Factors.Where(f => !bounds.DivisorRange(f.Base).ExcludesZero).All(f => HasSign(all, sum.Terms.Where(t => t.ExponentOf(f.Base) >= 0))) ? all : null;
    }

    private static bool Has(Sum sum, Func<Factor, bool> condition) => Array.Exists(sum.Terms.Items, term => Array.Exists(term.Factors.Items, factor => condition(factor)));

    private bool HasSign(int? sign, IEnumerable<Monomial> terms) => terms.ToEquatableArray() is var rest && (rest.Count == 0 || OfTerms(new(rest)) == sign);

    private int? MultipliedOut(Sum sum, int left)
    {
        if (!Has(sum, static factor => factor.Exponent > 0 && Sum.IsSum(factor.Base)))
        {
            return null;
        }

        List<Monomial> terms = [];
        foreach (var term in sum.Terms)
        {
            terms.AddRange(MultiplyOut(term, MostTerms - terms.Count));
            if (terms.Count >= MostTerms)
            {
                return null;
            }
        }

        // Every term is compared with every other.
        if (!budget.TrySpend(terms.Count * terms.Count / 8))
        {
            return null;
        }

        var expanded = Sum.Collect(terms);
        return expanded.Terms.Count == sum.Terms.Count && expanded.Terms.All(sum.Terms.Contains) ? null : OfTerms(expanded) ?? OfReductions(expanded) ?? OfSquares(expanded) ?? (left > 1 ? OfRest(expanded, left - 1) : null) ?? OfPart(expanded, left);
    }

    // A sum of numbers whose sign is known, as 1 - weight, is a factor like any other.
    private IReadOnlyList<Monomial> MultiplyOut(Monomial term, int most)
    {
        var factor = term.Factors.FirstOrDefault(f => f.Exponent > 0 && Sum.IsSum(f.Base) && (f.Base.Level != Level.Fixed || SignOf(new Monomial(1, [f with { Exponent = 1 }])) is null));
        if (factor is null || most <= 0 || !budget.TrySpend(1 + term.Factors.Count))
        {
            return [term];
        }

        var rest = term.Without(factor).Times(new(1, factor.Exponent > 1 ? [factor with { Exponent = factor.Exponent - 1 }] : []));
        List<Monomial> terms = [];
        foreach (var part in Sum.From(factor.Base).Terms)
        {
            terms.AddRange(MultiplyOut(rest.Times(part), most - terms.Count));
        }

        return terms;
    }
}
