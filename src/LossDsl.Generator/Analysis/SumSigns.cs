using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Sign analysis of sums: proves that a sum is at least 0, or at most 0, from the signs of its terms. If the terms have no common sign, the analysis rewrites the sum.
/// It factors out common factors, uses one denominator, multiplies out, and merges reductions of one kind: sum(p²) - sum(p q) is sum(p² - p q).
/// </summary>
/// <param name="bounds">The ranges of the factors of each term.</param>
/// <param name="domain">The stages that define reductions, and samples that show that a sum takes both signs.</param>
/// <param name="budget">The limit on analysis steps.</param>
/// <param name="effort">The largest number of rewritings in succession; 0 uses the signs of the terms alone.</param>
internal sealed class SumSigns(IBounds bounds, Domain domain, Budget budget, int effort)
{
    private const int MostTerms = 96;
    private readonly Dictionary<(Sum, int), int?> known = [];
    private int depth;

    /// <summary>Returns <paramref name="range"/>, cut at 0 if the sign of <paramref name="sum"/> is proved.</summary>
    public Interval Narrow(Interval range, Apply sum)
    {
        // A proof asks for ranges of parts, which can start further proofs. Two of them inside the outermost are enough for the formulas that exist.
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

    /// <summary>Whether a sum is proved to be at least 0; false if undecided. Deeply nested calls use the signs of the terms alone.</summary>
    public bool IsNonNegative(Sum sum)
    {
        if (depth > 2)
        {
            return SignByTerms(sum) == 1;
        }

        depth++;
        var sign = SignOf(sum, effort);
        depth--;
        return sign == 1;
    }

    /// <summary>Returns 1 if the sum is proved to be at least 0, -1 if at most 0, null if undecided.</summary>
    public int? SignOf(Sum sum)
    {
        // Merged reductions may cancel to an empty sum, which is 0.
        if (depth > 2 || sum.Terms.Count == 0)
        {
            return sum.Terms.Count == 0 ? 1 : null;
        }

        depth++;
        var sign = SignByFactoring(sum, effort) ?? (bounds.RangeOf(Sum.From(sum.ToExpr()).ToExpr()) is var range && range.IsNonNegative ? 1 : range.IsNonPositive ? -1 : null);
        depth--;
        return sign;
    }

    // Signs are 1 for at least 0, -1 for at most 0, and null for undecided. `remaining` is the number of rewritings that may still follow.
    private int? SignOf(Sum sum, int remaining)
    {
        if (!known.TryGetValue((sum, remaining), out var sign))
        {
            sign = Prove(sum, remaining);
            if (!budget.IsSpent)
            {
                known[(sum, remaining)] = sign;
            }
        }

        return sign;
    }

    private int? Prove(Sum sum, int remaining)
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

        var plain = SignByTerms(sum);
        return plain is not null || remaining == 0 ? plain
            : SignBySquares(sum) ?? SignByExtreme(sum, remaining) ?? SignByMergedReductions(sum) ?? SignByFactoring(sum, remaining) ?? SignByCommonDenominator(sum, remaining) ?? SignByExpanding(sum, remaining) ?? SignBySelectedPixel(sum, remaining);
    }

    private int? SignByTerms(Sum sum) => CommonSign(sum.Terms.Select(SignOf)) ?? SignByRange(sum);

    // Example: the terms of -1 + sigmoid(x) have two signs, but the range of the sum shows that it is at most 0.
    private int? SignByRange(Sum sum)
    {
        var range = sum.Terms.Aggregate(Interval.Point(0), (all, term) => IntervalArithmetic.Add(all, term.Factors.Aggregate(
            Interval.Point(term.Coefficient), (product, factor) => IntervalArithmetic.Multiply(product, IntervalPowers.Pow(bounds.RangeOf(factor.Base), Interval.Point(factor.Exponent))))));
        return range.IsNonNegative ? 1 : range.IsNonPositive ? -1 : null;
    }

    private static int? CommonSign(IEnumerable<int?> signs)
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
            if (range.MayBeUndefined || (factor.Exponent % 2 != 0 && ((!range.IsNonNegative && !range.IsNonPositive) || MayBeSignedZero(factor, range))))
            {
                return null;
            }

            sign *= factor.Exponent % 2 != 0 && !range.IsNonNegative ? -1 : 1;
        }

        return sign;
    }

    // The zero of a pixel may be negative, and 1 / -0 is -inf. Between regions a quotient has a value of its own where its divisor is 0.
    private bool MayBeSignedZero(Factor factor, Interval range) =>
        factor.Exponent < 0 && factor.Base.Level is Level.Pixel or Level.Fixed && bounds.PoleRule == PoleRule.InfiniteValue && range.Contains(0);

    // max(a, b) is a + max(b - a, 0), whose second term is not negative. min(a, b) is a + min(b - a, 0), whose second term is not positive.
    private int? SignByExtreme(Sum sum, int remaining)
    {
        foreach (var term in sum.Terms)
        {
            if (term.Factors.FirstOrDefault(static f => f is { Exponent: 1, Base: Apply { Op: var op } } && (op == Functions.Max || op == Functions.Min))?.Base is Apply extreme)
            {
                var (a, b) = (extreme.Arguments[0], extreme.Arguments[1]);
                return SignOf(sum, extreme, a, b, remaining) ?? SignOf(sum, extreme, b, a, remaining);
            }
        }

        return null;
    }

    private int? SignOf(Sum sum, Apply extreme, Expr one, Expr other, int remaining)
    {
        var rewritten = one + new Apply(extreme.Op, Sum.From(other - one).ToExpr(), 0);
        return SignOf(Sum.Collect(sum.Terms.SelectMany(term => term.ExponentOf(extreme) == 1
            ? Sum.From(rewritten).Terms.Select(term.Remove(new(extreme, 1)).Times)
            : [term])), remaining - 1);
    }

    // A reduction of values that are not negative is at least the contribution of the selected pixel. Replacing the reduction by it gives a lower bound of a positive term.
    private int? SignBySelectedPixel(Sum sum, int remaining)
    {
        if (sum.Terms.All(static t => t.Factors.All(static f => f.Base.Level != Level.Pixel)))
        {
            return null;
        }

        foreach (var sign in (int[])[1, -1])
        {
            List<Monomial> terms = [.. sum.Terms.Select(t => t.Scale(sign)).SelectMany(LowerBound)];
            if (!terms.SequenceEqual(sum.Terms.Select(t => t.Scale(sign))) && SignOf(Sum.Collect(terms), remaining - 1) == 1)
            {
                return sign;
            }
        }

        return null;
    }

    private IEnumerable<Monomial> LowerBound(Monomial term)
    {
        // log p <= p - 1 = -q, so that -log p is at least q; likewise -log q is at least p.
        if (SignOf(term) == 1 && term.Factors.FirstOrDefault(static f => f.Exponent == 1 && (f.Base.Equals(Quantities.LogP) || f.Base.Equals(Quantities.LogQ))) is { } logarithm)
        {
            return [term.Remove(logarithm).Scale(-1).Times(Monomial.From(logarithm.Base.Equals(Quantities.LogP) ? Quantities.Q : Quantities.P))];
        }

        var whole = term.Factors.FirstOrDefault(f => f.Exponent == 1 && f.Base is Variable v && domain.Stages.TryGetValue(v, out var stage)
            && stage.Kind is StageKind.PixelSum or StageKind.PixelMean or StageKind.PixelMax or StageKind.ClassSum && bounds.OverAllPixels(stage.Body).IsNonNegative);
        if (whole is null || SignOf(term) != 1)
        {
            return [term];
        }

        var stage = domain.Stages[(Variable)whole.Base];
        var rest = stage.Kind == StageKind.PixelMean ? term.Remove(whole).Times(new(1, [new(Quantities.Divisor, -1)])) : term.Remove(whole);
        return Sum.From(stage.Body).Terms.Select(rest.Times);
    }

    // 2 a b is at most a² + b²: each product without the sign is outweighed by two terms that have it.
    private int? SignBySquares(Sum sum)
    {
        if (sum.Terms.Count < 3)
        {
            return null;
        }

        foreach (var sign in (int[])[1, -1])
        {
            List<Monomial> positive = [.. sum.Terms.Select(t => t.Scale(sign)).Where(t => SignOf(t) == 1)];
            if (sum.Terms.Select(t => t.Scale(sign)).Where(t => SignOf(t) != 1).All(product => TryTakeSquares(product, positive)))
            {
                return sign;
            }
        }

        return null;
    }

    private static bool TryTakeSquares(Monomial product, List<Monomial> positive)
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

    // A linear combination of reductions of one kind, with fixed coefficients, is one reduction of the same combination of their bodies.
    private int? SignByMergedReductions(Sum sum)
    {
        List<int?> signs = [];
        foreach (var group in sum.Terms.GroupBy(ReductionKey))
        {
            IReadOnlyList<Monomial> terms = [.. group];
            if (group.Key is null || terms.Count < 2)
            {
                signs.AddRange(terms.Select(SignOf));
                continue;
            }

            signs.Add(bounds.SignOverAllPixels(Sum.Collect(terms.Select(ReducedTerm))));
        }

        return CommonSign(signs);
    }

    private object? ReductionKey(Monomial term) => SingleReduction(term) is { } factor && domain.Stages.TryGetValue((Variable)factor.Base, out var stage)
        ? stage.Kind is StageKind.PixelSum or StageKind.PixelMean or StageKind.ClassSum or StageKind.ClassMean ? stage.Kind
            : stage.Kind == StageKind.LocalMean ? stage.Window : null
        : null;

    // The factor of the term that is the result of a stage; null unless it is the only factor that is not fixed.
    private Factor? SingleReduction(Monomial term)
    {
        var others = term.Factors.Where(static f => f.Base.Level != Level.Fixed).ToList();
        return others is [{ Exponent: 1, Base: Variable variable } single] && domain.Stages.ContainsKey(variable) ? single : null;
    }

    // The body enters as one factor, even if it is a sum, so that a factor which several bodies have in common can be factored out.
    private Monomial ReducedTerm(Monomial term)
    {
        var factor = SingleReduction(term)!;
        return term.Remove(factor).Times(Monomial.From(domain.Stages[(Variable)factor.Base].Body));
    }

    private int? SignByFactoring(Sum sum, int remaining)
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

        var signs = product.Factors.Select(factor => SignOf(new Monomial(1, [factor])) ?? (Sum.IsSum(factor.Base) ? SignOf(Sum.From(factor.Base), remaining - 1) : null));
        return signs.Aggregate((int?)(product.Coefficient < 0 ? -1 : 1), static (all, sign) => all * sign);
    }

    private int? SignByCommonDenominator(Sum sum, int remaining)
    {
        if (!AnyFactor(sum, static factor => factor.Exponent < 0))
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

        // If a divisor of regions is 0, the quotients by it are 0. The other terms then have to have the sign by themselves.
        var all = SignOf(Sum.Collect(sum.Terms.Select(common.Times)), remaining - 1) * sign;
        return common.Factors.Where(f => !bounds.DivisorRange(f.Base).ExcludesZero).All(f => TermsHaveSign(all, sum.Terms.Where(t => t.ExponentOf(f.Base) >= 0))) ? all : null;
    }

    private static bool AnyFactor(Sum sum, Func<Factor, bool> condition) => Array.Exists(sum.Terms.Items, term => Array.Exists(term.Factors.Items, factor => condition(factor)));

    private bool TermsHaveSign(int? sign, IEnumerable<Monomial> terms) => terms.ToEquatableArray() is var rest && (rest.Count == 0 || SignByTerms(new(rest)) == sign);

    private int? SignByExpanding(Sum sum, int remaining)
    {
        if (!AnyFactor(sum, static factor => factor.Exponent > 0 && Sum.IsSum(factor.Base)))
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

        // Collecting like terms compares every term with every other.
        if (!budget.TrySpend(terms.Count * terms.Count / 8))
        {
            return null;
        }

        var expanded = Sum.Collect(terms);
        return expanded.Terms.Count == sum.Terms.Count && expanded.Terms.All(sum.Terms.Contains) ? null : SignByTerms(expanded) ?? SignByMergedReductions(expanded) ?? SignBySquares(expanded) ?? (remaining > 1 ? SignByFactoring(expanded, remaining - 1) : null) ?? SignBySelectedPixel(expanded, remaining);
    }

    // A fixed sum whose sign is known, such as 1 - weight, stays one factor.
    private IReadOnlyList<Monomial> MultiplyOut(Monomial term, int most)
    {
        var factor = term.Factors.FirstOrDefault(f => f.Exponent > 0 && Sum.IsSum(f.Base) && (f.Base.Level != Level.Fixed || SignOf(new Monomial(1, [f with { Exponent = 1 }])) is null));
        if (factor is null || most <= 0 || !budget.TrySpend(1 + term.Factors.Count))
        {
            return [term];
        }

        var rest = term.Remove(factor).Times(new(1, factor.Exponent > 1 ? [factor with { Exponent = factor.Exponent - 1 }] : []));
        List<Monomial> terms = [];
        foreach (var part in Sum.From(factor.Base).Terms)
        {
            terms.AddRange(MultiplyOut(rest.Times(part), most - terms.Count));
        }

        return terms;
    }
}
