using System.Runtime.CompilerServices;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Range analysis over one <see cref="Domain"/>: computes, for any expression as compiled, an interval that contains all its values. Plain interval arithmetic treats
/// each use of a variable as an independent variable. <see cref="SumSigns"/> and <see cref="ProductBounds"/> recover part of the dependence.
/// </summary>
internal sealed class Bounds : IBounds
{
    private const int Effort = 4;
    private readonly Dictionary<Expr, Interval> known = [];
    private readonly Domain domain;
    private readonly Budget budget;
    private readonly Bounds? allPixels;
    private readonly bool isRounded;
    private readonly bool comparesFactors;
    private readonly SumSigns signs;
    private readonly ProductBounds products;
    private Bounds? rounded;

    /// <param name="domain">The ranges of all variables, and the stages that define them.</param>
    /// <param name="budget">The limit on analysis steps. When it is spent, ranges become <see cref="Interval.Anything"/>.</param>
    /// <param name="poleRule">The value of a quotient at a pole.</param>
    /// <param name="comparesFactors">Whether <see cref="ProductBounds"/> compares the factors of each product. The comparison takes most of the time.</param>
    public Bounds(Domain domain, Budget budget, PoleRule poleRule = PoleRule.InfiniteValue, bool comparesFactors = true)
        : this(domain, budget, poleRule, false, comparesFactors, null)
    {
    }

    private Bounds(Domain domain, Budget budget, PoleRule poleRule, bool isRounded, bool comparesFactors, Bounds? allPixels)
    {
        (this.domain, this.budget, this.isRounded, this.comparesFactors, this.allPixels, PoleRule) = (domain, budget, isRounded, comparesFactors, allPixels, poleRule);
        (signs, products) = (new(this, domain, budget, isRounded ? 0 : Effort), new(this, domain, budget));
    }

    /// <inheritdoc/>
    public PoleRule PoleRule { get; }

    /// <summary>
    /// Bounds that also hold in floating point, where a (b + c) - a b can be negative for positive numbers. These bounds use only interval arithmetic and the signs of terms,
    /// never a rearranged sum. Range analysis uses them to decide whether an argument can leave the domain of a function, and whether a divisor can be 0.
    /// </summary>
    private Bounds Rounded => isRounded ? this : rounded ??= new(domain, budget, PoleRule, true, comparesFactors, allPixels?.Rounded);

    /// <summary>Returns these bounds with the comparison of factors switched on.</summary>
    public Bounds EnableFactorComparison() => new(domain, budget, PoleRule, isRounded, true, allPixels?.EnableFactorComparison());

    /// <summary>Returns bounds for the part of the domain where <paramref name="variable"/> lies in <paramref name="range"/>.</summary>
    public Bounds Narrow(Variable variable, Interval range) => Restrict(domain.Add(variable, range), variable.Level == Level.Fixed ? allPixels?.Narrow(variable, range) : allPixels ?? this);

    /// <summary>
    /// Returns bounds for one selected pixel, whose variables have the ranges of <paramref name="selectedPixel"/>. Expressions of regions and images keep their present ranges,
    /// because they depend on all pixels.
    /// </summary>
    public Bounds NarrowToPixel(Domain selectedPixel) => Restrict(selectedPixel, allPixels ?? this);

    private Bounds Restrict(Domain part, Bounds? whole) => new(part, budget, PoleRule, isRounded, comparesFactors, whole);

    /// <inheritdoc/>
    public Interval OverAllPixels(Expr expression) => (allPixels ?? this).RangeOf(expression);

    /// <inheritdoc/>
    public int? SignOverAllPixels(Sum sum) => (allPixels ?? this).signs.SignOf(sum);

    /// <inheritdoc/>
    public bool IsNonNegative(Sum sum) => signs.IsNonNegative(sum);

    /// <inheritdoc/>
    public bool IsNarrowedToPixel => allPixels is not null;

    /// <inheritdoc/>
    public Interval? RatioOverAllPixels(Expr part, Expr whole) => allPixels?.products.Ratio(part, whole);

    /// <inheritdoc/>
    public Interval RangeOf(Expr expression)
    {
        // The value of a region or an image does not follow from one pixel: what is known of the selected pixel must not narrow it.
        if (allPixels is not null && expression.Level != Level.Pixel)
        {
            return allPixels.RangeOf(expression);
        }

        if (known.TryGetValue(expression, out var range))
        {
            return range;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        known[expression] = Interval.Anything;
        known[expression] = range = expression switch
        {
            Constant constant => Interval.Point(constant.Value),
            Variable variable => domain[variable],
            _ when !budget.TrySpend() => Interval.Anything,
            Apply apply => OpRange(apply),
            _ => Interval.Anything,
        };

        // A range that is wide only because the budget ran out must not be cached: a later claim may have steps left.
        if (budget.IsSpent)
        {
            known.Remove(expression);
        }

        return range;
    }

    private Interval OpRange(Apply apply)
    {
        var (op, a) = (apply.Op, apply.Arguments);
        if (op == Conditions.Select)
        {
            return ChoiceRange(apply);
        }

        if (IsProduct(op))
        {
            var plain = ProductRange(apply);

            // The gradient check asks only whether a slope is bounded, so a bounded plain range needs no narrowing.
            return !comparesFactors || (PoleRule == PoleRule.UnboundedSlopeUnclamped && plain.IsBounded) || products.RangeOf(apply) is not { } narrower ? plain : plain.Intersect(narrower);
        }

        if (PoleRule == PoleRule.UnboundedSlopeUnclamped && (op == Functions.ClampPositive || op == Functions.PowSlope))
        {
            return UnclampedSlopeRange(RangeOf(a[0]), op == Functions.ClampPositive ? null : RangeOf(a[1]));
        }

        if (op == RegionOps.Ratio)
        {
            return RangeOf(a[0] / a[1]).Hull(RangeOf(a[2]));
        }

        var range = op.Range(a.Convert(RangeOf));
        return Sum.IsSum(apply) ? signs.Narrow(range, apply)
            : op.IsPartial && !range.MayBeUndefined ? range.OrUndefined(op.Range(a.Convert(Rounded.RangeOf)).MayBeUndefined)
            : range;
    }

    private static bool IsProduct(Op op) => op == Arithmetic.Multiply || op == Arithmetic.Divide;

    // ProductBounds compares the factors of a whole product at once. Nested products need plain interval multiplication only.
    private Interval FactorRange(Expr expression) => expression is Apply apply && IsProduct(apply.Op) && !known.ContainsKey(apply) && budget.TrySpend() ? ProductRange(apply) : RangeOf(expression);

    private Interval ProductRange(Apply apply) =>
        apply.Op == Arithmetic.Divide ? QuotientRange(apply) : apply.Op.Range([FactorRange(apply.Arguments[0]), FactorRange(apply.Arguments[1])]);

    // Without its clamp a slope is evaluated arbitrarily near 0, but not at 0.
    private static Interval UnclampedSlopeRange(Interval x, Interval? e)
    {
        var nearZero = x.Low == 0 ? x with { LowIsOpen = true } : x;
        return e is { } exponent ? IntervalArithmetic.Multiply(exponent, IntervalPowers.Pow(nearZero, IntervalArithmetic.Subtract(exponent, Interval.Point(1)))) : nearZero;
    }

    private Interval ReciprocalOfProduct(Monomial divisor) => divisor.Factors.Aggregate(Interval.Point(1 / divisor.Coefficient), (product, factor) =>
    {
        var once = factor.Exponent > 0 ? ReciprocalRange(factor.Base) : RangeOf(factor.Base);
        return IntervalArithmetic.Multiply(product, IntervalPowers.Pow(once, Interval.Point(Math.Abs(factor.Exponent))));
    });

    /// <inheritdoc/>
    public Interval ReciprocalRange(Expr divisor)
    {
        var range = DivisorRange(divisor);
        var reciprocal = IntervalArithmetic.Reciprocal(range);

        // Generated code divides values of regions by Ratio, which is 0 at the pole. Beside the pole the reciprocal is finite but without bound.
        return divisor.Level.IsReduced() && PoleRule != PoleRule.InfiniteValue && !range.ExcludesZero && !range.MayBeUndefined
            ? reciprocal.Hull(Interval.Point(0)) with { LowIsOpen = double.IsInfinity(reciprocal.Low), HighIsOpen = double.IsInfinity(reciprocal.High), MayBeUndefined = false }
            : reciprocal;
    }

    /// <inheritdoc/>
    public Interval DivisorRange(Expr divisor) =>
        RangeOf(divisor) is var range && range.ExcludesZero && !Rounded.RangeOf(divisor).ExcludesZero ? range.Hull(Interval.Point(0)) : range;

    // Under InfiniteValue, 0/0 of regions is 0 as in generated code: quotients with another limit are RegionOps.Ratio. x/0 stays infinite: generated code returns 0, but no user means that 0.
    private Interval QuotientRange(Apply apply)
    {
        var (a, b) = (FactorRange(apply.Arguments[0]), DivisorRange(apply.Arguments[1]));
        if (PoleRule != PoleRule.InfiniteValue)
        {
            return IntervalArithmetic.Multiply(a, ReciprocalOfProduct(Monomial.From(apply.Arguments[1])));
        }

        var plain = apply.Op.Range([a, b]);
        return Quotient.IsZeroAtPole(apply) ? plain with { MayBeUndefined = a.MayBeUndefined || b.MayBeUndefined || !a.IsFinite || !b.IsFinite }
            : b.Contains(0) ? plain.Hull(IntervalArithmetic.Negate(plain)) // The zero of a pixel may be negative.
            : plain;
    }

    private Interval ChoiceRange(Apply choice)
    {
        var (condition, whenTrue, whenFalse) = (RangeOf(choice.Arguments[0]), choice.Arguments[1], choice.Arguments[2]);
        return IntervalConditions.IsTrue(condition) ? RangeOf(whenTrue)
            : IntervalConditions.IsFalse(condition) ? RangeOf(whenFalse)
            : Assume(choice.Arguments[0], true).RangeOf(whenTrue).Hull(Assume(choice.Arguments[0], false).RangeOf(whenFalse));
    }

    // Inside a branch the condition is known. Only comparisons of a variable with a finite number narrow its range.
    private Bounds Assume(Expr condition, bool holds)
    {
        if (condition is not Apply { Op: var op, Arguments: [var left, var right] } || (left is Variable) == (right is Variable))
        {
            return this;
        }

        var (variable, other) = left is Variable first ? (first, right) : ((Variable)right, left);
        var (isBelow, isStrict) = op == Conditions.Less ? (true, true) : op == Conditions.LessOrEqual ? (true, false)
            : op == Conditions.Greater ? (false, true) : op == Conditions.GreaterOrEqual ? (false, false) : ((bool?)null, false);
        var bound = RangeOf(other);
        if (isBelow is not { } below || !bound.IsPoint || double.IsInfinity(bound.Low))
        {
            return this;
        }

        // "3 < x" means x > 3, and its negation means x <= 3.
        var isUpper = (below == left is Variable) == holds;
        var isOpen = isStrict == holds;
        var half = isUpper
            ? new Interval(double.NegativeInfinity, bound.Low, false, isOpen)
            : new Interval(bound.Low, double.PositiveInfinity, isOpen);
        var range = domain[variable];
        return range.MayBeUndefined || range.Intersect(half) == range ? this : Narrow(variable, range.Intersect(half));
    }
}
