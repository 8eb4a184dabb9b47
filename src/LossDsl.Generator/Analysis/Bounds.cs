using System.Runtime.CompilerServices;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// What an expression can be as compiled, from what its variables can be. Plain interval arithmetic takes every use of a variable for another one;
/// where that matters, <see cref="SumSigns"/> and <see cref="ProductBounds"/> know better.
/// </summary>
internal sealed class Bounds : IBounds
{
    private const int Effort = 4;
    private readonly Dictionary<Expr, Interval> known = [];
    private readonly Domain domain;
    private readonly Budget budget;
    private readonly Bounds? all;
    private readonly bool isRounded;
    private readonly bool ofRatios;
    private readonly SumSigns signs;
    private readonly ProductBounds products;
    private Bounds? rounded;

    /// <param name="domain">What variables can be.</param>
    /// <param name="budget">How much work it may be.</param>
    /// <param name="look">What is made of poles.</param>
    /// <param name="ofRatios">Factors of products are compared with each other, which takes most of the time.</param>
    public Bounds(Domain domain, Budget budget, PoleRule look = PoleRule.InfiniteValue, bool ofRatios = true)
        : this(domain, budget, look, false, ofRatios, null)
    {
    }

    private Bounds(Domain domain, Budget budget, PoleRule look, bool isRounded, bool ofRatios, Bounds? all)
    {
        (this.domain, this.budget, this.isRounded, this.ofRatios, this.all, PoleRule) = (domain, budget, isRounded, ofRatios, all, look);
        (signs, products) = (new(this, domain, budget, isRounded ? 0 : Effort), new(this, domain, budget));
    }

    /// <inheritdoc/>
    public PoleRule PoleRule { get; }

    /// <summary>
    /// The same as it is in floating point, where a (b + c) - a b can be negative for positive numbers: only what interval arithmetic and the signs of terms say.
    /// What a function is defined for is asked here.
    /// </summary>
    private Bounds Rounded => isRounded ? this : rounded ??= new(domain, budget, PoleRule, true, ofRatios, all?.Rounded);

    /// <summary>The same, but that factors of products are compared with each other.</summary>
    public Bounds WithRatios() => new(domain, budget, PoleRule, isRounded, true, all?.WithRatios());

    /// <summary>The part of the domain where a variable is in a range.</summary>
    public Bounds Narrow(Variable variable, Interval range) => Within(domain.Add(variable, range), variable.Level == Level.Fixed ? all?.Narrow(variable, range) : all ?? this);

    /// <summary>The same for a pixel of which more is known.</summary>
    public Bounds Narrowed(Domain ofPixel) => Within(ofPixel, all ?? this);

    private Bounds Within(Domain part, Bounds? whole) => new(part, budget, PoleRule, isRounded, ofRatios, whole);

    /// <inheritdoc/>
    public Interval OverAllPixels(Expr expression) => (all ?? this).RangeOf(expression);

    /// <inheritdoc/>
    public int? SignOverAllPixels(Sum sum) => (all ?? this).signs.SignOf(sum);

    /// <inheritdoc/>
    public bool IsNonNegative(Sum sum) => signs.IsNonNegative(sum);

    /// <inheritdoc/>
    public bool IsNarrowedToPixel => all is not null;

    /// <inheritdoc/>
    public Interval? RatioOverAllPixels(Expr part, Expr whole) => all?.products.Ratio(part, whole);

    /// <inheritdoc/>
    public Interval RangeOf(Expr expression)
    {
        // What is not of pixels is the same at each of them, whatever is known of one.
        if (all is not null && expression.Level != Level.Pixel)
        {
            return all.RangeOf(expression);
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
            Apply apply => Of(apply),
            _ => Interval.Anything,
        };

        // What was given up for want of steps may be seen another time.
        if (budget.IsSpent)
        {
            known.Remove(expression);
        }

        return range;
    }

    private Interval Of(Apply apply)
    {
        var (op, a) = (apply.Op, apply.Arguments);
        if (op == Conditions.Select)
        {
            return OfChoice(apply);
        }

        if (IsProduct(op))
        {
            var plain = OfProduct(apply);

            // Of a slope it is asked whether it has bounds, not which.
            return !ofRatios || (PoleRule == PoleRule.UnboundedSlopeUnclamped && plain.IsBounded) || products.RangeOf(apply) is not { } narrower ? plain : plain.Intersect(narrower);
        }

        if (PoleRule == PoleRule.UnboundedSlopeUnclamped && (op == Functions.ClampPositive || op == Functions.PowSlope))
        {
            return OfSlope(RangeOf(a[0]), op == Functions.ClampPositive ? null : RangeOf(a[1]));
        }

        var range = op.Range(a.Convert(RangeOf));
        return Sum.IsSum(apply) ? signs.Narrow(range, apply)
            : op.IsPartial && !range.MayBeUndefined ? range.OrUndefined(op.Range(a.Convert(Rounded.RangeOf)).MayBeUndefined)
            : range;
    }

    private static bool IsProduct(Op op) => op == Arithmetic.Multiply || op == Arithmetic.Divide;

    // Of the factors of a whole product it is asked together what they can be: its parts are multiplied as they stand.
    private Interval OfFactor(Expr expression) => expression is Apply apply && IsProduct(apply.Op) && !known.ContainsKey(apply) && budget.TrySpend() ? OfProduct(apply) : RangeOf(expression);

    private Interval OfProduct(Apply apply) =>
        apply.Op == Arithmetic.Divide ? OfQuotient(apply) : apply.Op.Range([OfFactor(apply.Arguments[0]), OfFactor(apply.Arguments[1])]);

    // Beside 0 as near as one likes.
    private static Interval OfSlope(Interval x, Interval? e)
    {
        var beside = x.Low == 0 ? x with { LowIsOpen = true } : x;
        return e is { } exponent ? IntervalArithmetic.Multiply(exponent, IntervalPowers.Pow(beside, IntervalArithmetic.Subtract(exponent, Interval.Point(1)))) : beside;
    }

    private Interval OfReciprocal(Monomial divisor) => divisor.Factors.Aggregate(Interval.Point(1 / divisor.Coefficient), (product, factor) =>
    {
        var once = factor.Exponent > 0 ? ReciprocalRange(factor.Base) : RangeOf(factor.Base);
        return IntervalArithmetic.Multiply(product, IntervalPowers.Pow(once, Interval.Point(Math.Abs(factor.Exponent))));
    });

    /// <inheritdoc/>
    public Interval ReciprocalRange(Expr divisor)
    {
        var range = DivisorRange(divisor);
        var reciprocal = IntervalArithmetic.Reciprocal(range);

        // As large as one likes beside the 0, at which the whole quotient is 0: the part of a slope that is of regions is divided as regions are.
        return divisor.Level is Level.Region or Level.Image && PoleRule != PoleRule.InfiniteValue && !range.ExcludesZero && !range.MayBeUndefined
            ? reciprocal.Hull(Interval.Point(0)) with { LowIsOpen = double.IsInfinity(reciprocal.Low), HighIsOpen = double.IsInfinity(reciprocal.High), MayBeUndefined = false }
            : reciprocal;
    }

    /// <inheritdoc/>
    public Interval DivisorRange(Expr divisor) =>
        RangeOf(divisor) is var range && range.ExcludesZero && !Rounded.RangeOf(divisor).ExcludesZero ? range.Hull(Interval.Point(0)) : range;

    // 0/0 of regions is 0; x/0 is left infinite here: no user means the 0 that generated code has for it.
    private Interval OfQuotient(Apply apply)
    {
        var (a, b) = (OfFactor(apply.Arguments[0]), DivisorRange(apply.Arguments[1]));
        if (PoleRule != PoleRule.InfiniteValue)
        {
            return IntervalArithmetic.Multiply(a, OfReciprocal(Monomial.From(apply.Arguments[1])));
        }

        var plain = apply.Op.Range([a, b]);
        return Quotient.IsShielded(apply) ? plain with { MayBeUndefined = a.MayBeUndefined || b.MayBeUndefined || !a.IsFinite || !b.IsFinite } : plain;
    }

    private Interval OfChoice(Apply choice)
    {
        var (condition, whenTrue, whenFalse) = (RangeOf(choice.Arguments[0]), choice.Arguments[1], choice.Arguments[2]);
        return IntervalConditions.IsTrue(condition) ? RangeOf(whenTrue)
            : IntervalConditions.IsFalse(condition) ? RangeOf(whenFalse)
            : Where(choice.Arguments[0], true).RangeOf(whenTrue).Hull(Where(choice.Arguments[0], false).RangeOf(whenFalse));
    }

    // Within a branch the condition is known; used where it compares a variable with a number.
    private Bounds Where(Expr condition, bool holds)
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

        // "3 < x" is "x > 3", and where it does not hold x is at most 3.
        var isUpper = (below == left is Variable) == holds;
        var isOpen = isStrict == holds;
        var half = isUpper
            ? new Interval(double.NegativeInfinity, bound.Low, false, isOpen)
            : new Interval(bound.Low, double.PositiveInfinity, isOpen);
        var range = domain[variable];
        return range.MayBeUndefined || range.Intersect(half) == range ? this : Narrow(variable, range.Intersect(half));
    }
}
