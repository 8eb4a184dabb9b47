using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Analysis;

/// <summary>What a product of factors and reciprocals can be, where a factor below the bar is at least as large as some above it: tp / (tp + fp) is at most 1 whatever they are.</summary>
internal sealed class ProductBounds(IBounds bounds, Domain domain, Budget budget)
{
    private const int MostFactors = 12;

    // What holds is seen at once; most of what is asked does not.
    private const int MostSteps = 100;
    private static readonly Interval Part = Interval.Unit;

    // The parts of a product are asked for the same ratios as the whole.
    private readonly Dictionary<(Expr Part, Expr Whole), Interval?> ratios = [];
    private int depth;

    /// <summary>A narrower range than that of plain arithmetic, or null.</summary>
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
            if (Find(divisor, coefficient, above, others) is not { } match)
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
                // Taken into the ratio from below: it stands above the rest.
                below.Remove(factor);
            }

            if (match.Below.Count > 0)
            {
                return OfRest(range, coefficient, above, below);
            }
        }

        return isMatched ? OfRest(range, coefficient, above, []) : null;
    }

    private Interval OfRest(Interval range, double coefficient, IEnumerable<Expr> above, IEnumerable<Expr> below)
    {
        var all = IntervalArithmetic.Multiply(range, Interval.Point(coefficient));
        foreach (var group in above.GroupBy(static factor => factor))
        {
            var power = bounds.RangeOf(group.Key);
            all = IntervalArithmetic.Multiply(all, group.Count() == 1 ? power : IntervalPowers.Pow(power, Interval.Point(group.Count())));
        }

        return below.Aggregate(all, (product, divisor) => IntervalArithmetic.Multiply(product, bounds.ReciprocalRange(divisor)));
    }

    // Factors whose product is no larger than the divisor.
    private Found? Find(Expr divisor, double coefficient, IReadOnlyList<Expr> above, IReadOnlyList<Expr> below)
    {
        if (bounds.RangeOf(divisor) is { IsNonPositive: true, IsNonNegative: false } && Find(Negated(divisor), -coefficient, above, below) is { } opposite)
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

    // The sum of v w over that of v is a mean of w, or 0.
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
        // What is of regions is compared at less cost than what is of pixels.
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

    /// <summary>Between 0 and 1, or between -1 and 1; null if the part can be larger.</summary>
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

        // |a| ≤ √b where a² ≤ b.
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

    private sealed record Found(Interval Ratio, double Coefficient, List<Expr> Above, List<Expr> Below);
}
