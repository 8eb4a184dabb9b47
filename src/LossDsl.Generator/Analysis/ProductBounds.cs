using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Bounds on products and quotients whose factors depend on each other, where plain interval arithmetic gives too wide a range.
/// A ratio whose numerator is proved to be no larger than its divisor lies in [0, 1] or [-1, 1]. Example: tp / (tp + fp) is at most 1 for all counts.
/// </summary>
/// <param name="bounds">The ranges of factors, and the signs of differences that prove a ratio.</param>
/// <param name="domain">The stages that define reductions, and the samples that reject a ratio early.</param>
/// <param name="budget">The limit on analysis steps.</param>
internal sealed class ProductBounds(IBounds bounds, Domain domain, Budget budget)
{
    private const int MostFactors = 12;

    // A ratio that is bounded is proved in few steps. Most candidates are not bounded, so each may spend only this many.
    private const int MostSteps = 100;
    private static readonly Interval Part = Interval.Unit;

    // A product and its subproducts ask for the same ratios.
    private readonly Dictionary<(Expr Part, Expr Whole), Interval?> ratios = [];
    private int depth;

    /// <summary>
    /// Returns a range of <paramref name="product"/> that uses a proved ratio between its factors; null if no ratio is proved.
    /// The range need not be narrower than that of plain interval arithmetic, so the caller intersects the two.
    /// </summary>
    public Interval? RangeOf(Apply product)
    {
        var quotient = Quotient.From(product, bounds);
        if (quotient.Below.Count == 0 || double.IsNaN(quotient.Coefficient) || quotient.Above.Count + quotient.Below.Count > MostFactors || depth > 1)
        {
            return null;
        }

        depth++;
        var range = Match(quotient);
        depth--;
        return range?.OrUndefined(quotient.MayBeUndefined);
    }

    private Interval? Match(Quotient quotient)
    {
        var range = quotient.Factor;
        List<Expr> above = [.. quotient.Above];
        List<Expr> below = [.. quotient.Below];
        var coefficient = quotient.Coefficient;
        var isMatched = false;
        foreach (var divisor in quotient.Below)
        {
            below.Remove(divisor);
            var others = below.Where(d => bounds.DivisorRange(d).IsPositive).ToList();
            if (FindMatch(divisor, coefficient, above, others) is not { } match)
            {
                range = IntervalArithmetic.Multiply(range, bounds.ReciprocalRange(divisor));
                continue;
            }

            isMatched = true;
            range = IntervalArithmetic.Multiply(range, match.Ratio);
            coefficient = match.Coefficient;
            match.Above.ForEach(factor => above.Remove(factor));
            foreach (var factor in match.Below)
            {
                // The ratio has used up this divisor as well.
                below.Remove(factor);
            }

            if (match.Below.Count > 0)
            {
                return RemainingProduct(range, coefficient, above, below);
            }
        }

        return isMatched ? RemainingProduct(range, coefficient, above, []) : null;
    }

    private Interval RemainingProduct(Interval range, double coefficient, IEnumerable<Expr> above, IEnumerable<Expr> below)
    {
        var all = IntervalArithmetic.Multiply(range, Interval.Point(coefficient));
        foreach (var group in above.GroupBy(static factor => factor))
        {
            var power = bounds.RangeOf(group.Key);
            all = IntervalArithmetic.Multiply(all, group.Count() == 1 ? power : IntervalPowers.Pow(power, Interval.Point(group.Count())));
        }

        return below.Aggregate(all, (product, divisor) => IntervalArithmetic.Multiply(product, bounds.ReciprocalRange(divisor)));
    }

    // Finds factors of `above`, perhaps divided by all of `below`, whose product is proved to be no larger than the divisor.
    private Found? FindMatch(Expr divisor, double coefficient, IReadOnlyList<Expr> above, IReadOnlyList<Expr> below)
    {
        if (bounds.RangeOf(divisor) is { IsNonPositive: true, IsNonNegative: false } && FindMatch(Negated(divisor), -coefficient, above, below) is { } opposite)
        {
            return opposite;
        }

        if (!bounds.RangeOf(divisor).IsNonNegative)
        {
            return null;
        }

        if (above.OfType<Variable>().Select(factor => (factor, Mean: Mean(factor, divisor))).FirstOrDefault(static f => f.Mean is not null) is { Mean: { } mean } average)
        {
            return new(mean, coefficient, [average.factor], []);
        }

        foreach (var (numerators, denominators) in Candidates(above, below).Where(static c => c.Above.Any(static f => f.Level != Level.Fixed)))
        {
            foreach (var scale in coefficient == 1 ? (double[])[1] : [Math.Abs(coefficient), 1])
            {
                var part = Product(scale, numerators, denominators);
                if (Ratio(part, divisor) is { } ratio)
                {
                    return new(ratio, scale == 1 ? coefficient : Math.Sign(coefficient), [.. numerators], [.. denominators]);
                }
            }
        }

        return null;
    }

    private static Expr Negated(Expr expression) => Sum.From(-expression).ToExpr();

    // The sum of v w divided by the sum of v is a weighted mean of w, or 0 where both sums are 0.
    private Interval? Mean(Variable sum, Expr divisor)
    {
        if (divisor is not Variable weights || !domain.Stages.TryGetValue(sum, out var above) || !domain.Stages.TryGetValue(weights, out var below)
            || above.Kind != below.Kind || above.Kind is not (StageKind.PixelSum or StageKind.PixelMean or StageKind.ClassSum) || !bounds.OverAllPixels(below.Body).IsNonNegative)
        {
            return null;
        }

        var mean = Monomial.From(above.Body / below.Body);
        return mean.Denominator().Factors.Count > 0 ? null : bounds.OverAllPixels(mean.ToExpr()).Hull(Interval.Point(0));
    }

    private static IEnumerable<(IReadOnlyList<Expr> Above, IReadOnlyList<Expr> Below)> Candidates(IReadOnlyList<Expr> above, IReadOnlyList<Expr> below)
    {
        // Factors of regions first: they are cheaper to compare than factors of pixels.
        foreach (var one in above.OrderBy(static factor => factor.Level))
        {
            yield return ([one], []);
        }

        var pairs = Pairs(above).ToList();
        var numbers = above.Where(static f => f.Level == Level.Fixed).ToList();
        foreach (var two in pairs)
        {
            yield return (two, []);
        }

        foreach (var (two, number) in pairs.SelectMany(_ => numbers, static (two, number) => (two, number)).Where(static c => !c.two.Contains(c.number)))
        {
            yield return ([.. two, number], []);
        }

        if (above.Count > 2)
        {
            yield return (above, []);
        }

        foreach (var few in below.Count == 0 ? [] : above.Select(static one => (IReadOnlyList<Expr>)[one]).Concat(pairs))
        {
            yield return (few, below);
        }
    }

    private static IEnumerable<IReadOnlyList<Expr>> Pairs(IReadOnlyList<Expr> above)
    {
        for (var i = 0; i < above.Count && above.Count > 2; i++)
        {
            for (var j = i + 1; j < above.Count; j++)
            {
                yield return [above[i], above[j]];
            }
        }
    }

    /// <summary>
    /// Returns the range of <paramref name="part"/> / <paramref name="whole"/>: [0, 1] if 0 ≤ part ≤ whole is proved, [-1, 1] if |part| ≤ whole is proved, otherwise null.
    /// A whole of 0 is not excluded: the caller accounts for 0/0.
    /// </summary>
    public Interval? Ratio(Expr part, Expr whole)
    {
        if (part.Level != Level.Pixel && whole.Level != Level.Pixel && bounds.IsNarrowedToPixel)
        {
            return bounds.RatioOverAllPixels(part, whole);
        }

        if (!ratios.TryGetValue((part, whole), out var ratio))
        {
            ratio = FindRatio(part, whole);
            if (!budget.IsSpent)
            {
                ratios[(part, whole)] = ratio;
            }
        }

        return ratio;
    }

    private Interval? FindRatio(Expr part, Expr whole)
    {
        if (part.Level == Level.Fixed && whole.Level != Level.Fixed && !bounds.RangeOf(part).IsPoint && bounds.RangeOf(whole).Low == 0)
        {
            return null;
        }

        var isNonNegative = bounds.RangeOf(part).IsNonNegative;
        if (isNonNegative ? IsNonNegative(whole - part) : IsNonNegative(whole - part) && IsNonNegative(whole + part))
        {
            return isNonNegative ? Part : new(-1, 1);
        }

        // a² ≤ b implies |a| ≤ √b.
        return whole is Apply { Op: var op, Arguments: [var square] } && op == Functions.Sqrt && IsNonNegative(square - (part * part))
            ? isNonNegative ? Part : new(-1, 1)
            : null;
    }

    private bool IsNonNegative(Expr difference) => !domain.Samples.IsNegativeSomewhere(difference) && budget.Within(MostSteps, () => bounds.IsNonNegative(Sum.From(difference)));

    private static Expr Product(double scale, IReadOnlyList<Expr> above, IReadOnlyList<Expr> below)
    {
        var top = above.Aggregate((Expr)scale, static (product, factor) => product is Constant { Value: 1 } ? factor : product * factor);
        return below.Aggregate(top, static (product, factor) => product / factor);
    }

    // A proved ratio, the coefficient that it leaves over, and the factors above and below the bar that it has used up.
    private sealed record Found(Interval Ratio, double Coefficient, List<Expr> Above, List<Expr> Below);
}
