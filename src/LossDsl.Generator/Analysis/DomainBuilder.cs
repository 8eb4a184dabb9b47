using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Builds the <see cref="Domain"/> of a loss. Ranges of quantities, maps and inputs come from <see cref="InputLimits"/>, those of hyperparameters from the caller.
/// The range of each stage result follows from the range of its body.
/// </summary>
internal static class DomainBuilder
{
    /// <summary>Builds the domain of a loss, with the stages as compiled.</summary>
    /// <param name="plan">The lowered loss.</param>
    /// <param name="limits">The largest inputs to consider.</param>
    /// <param name="hyperparameters">The range of each hyperparameter: <see cref="Declared"/> or <see cref="AtDefault"/>.</param>
    /// <param name="budget">The limit on analysis steps.</param>
    public static Domain Build(LossPlan plan, InputLimits limits, Func<HyperparameterSpec, Interval> hyperparameters, Budget budget)
    {
        var ranges = QuantityRanges(limits);
        foreach (var hyperparameter in plan.Spec.Hyperparameters)
        {
            ranges[hyperparameter.Variable] = ClampToLimits(hyperparameters(hyperparameter), limits);
        }

        foreach (var map in plan.Spec.Maps)
        {
            ranges[map.Variable] = MapRange(map, limits);
        }

        foreach (var input in plan.Spec.Inputs)
        {
            ranges[input.Variable] = InputRange(input, limits);
        }

        var domain = Domain.Create(ranges, SoftCountStages.DefaultStages.Append(new Stage(Quantities.PixelCount, StageKind.PixelSum, 1)));
        foreach (var stage in plan.Stages)
        {
            var bounds = new Bounds(domain, budget);
            domain = domain.Add(stage, stage.Covariance is { } covariance ? CovarianceRange(covariance, bounds) : stage.Window is { } window ? OverWindow(stage.Kind, window, bounds.RangeOf(stage.Body)) : Reduced(stage.Kind, bounds.RangeOf(stage.Body), limits));
        }

        return domain;
    }

    /// <summary>
    /// Returns the values that <c>[Range]</c> allows for a hyperparameter. Without <c>[Range]</c>, returns the default value alone: an author who states no range does not
    /// mean every double.
    /// </summary>
    public static Interval Declared(HyperparameterSpec hyperparameter) => !hyperparameter.IsBounded ? AtDefault(hyperparameter) : hyperparameter.Declared.Interval;

    /// <summary>Returns the default value of a hyperparameter as a point interval.</summary>
    public static Interval AtDefault(HyperparameterSpec hyperparameter) => Interval.Point(hyperparameter.Default);

    /// <summary>Returns the range of a stage's result.</summary>
    /// <param name="kind">The reduction that forms the result.</param>
    /// <param name="body">The range of the stage's body.</param>
    /// <param name="limits">The largest number of pixels and classes; a sum is over at least one.</param>
    public static Interval Reduced(StageKind kind, Interval body, InputLimits limits) => kind switch
    {
        StageKind.PixelSum => IntervalArithmetic.Multiply(body, UpTo(limits.Count, 1)),
        StageKind.ClassSum or StageKind.PixelClassSum or StageKind.PixelClassCumulativeSum => IntervalArithmetic.Multiply(body, UpTo(limits.Classes, 1)),
        StageKind.PixelClassLogSumExp => IntervalArithmetic.Add(body, UpTo(Math.Log(limits.Classes), 0)),

        // A batch has at most as many images as pixels.
        StageKind.BatchSum => IntervalArithmetic.Multiply(body, UpTo(limits.Count, 1)),

        // No pixel comes before the first.
        StageKind.PixelAbove => IntervalArithmetic.Multiply(body, UpTo(limits.Count, 0)).Hull(Interval.Point(0)),

        // A provider states no bounds.
        StageKind.Field => Interval.Real,
        _ => body,
    };

    // A pixel that is not valid enters a window as 0.
    private static Interval OverWindow(StageKind kind, LocalWindow window, Interval body)
    {
        var values = body.Hull(Interval.Point(0));
        return kind == StageKind.LocalSum ? window.SumRange(values) : values;
    }

    // A covariance is at most the product of half the widths of both ranges (Popoviciu's inequality).
    private static Interval CovarianceRange(WindowCovariance covariance, Bounds bounds)
    {
        var range = IntervalArithmetic.Multiply(HalfWidth(covariance.First), HalfWidth(covariance.Second));
        return covariance.IsVariance ? range.Intersect(Interval.NonNegative with { MayBeUndefined = range.MayBeUndefined }) : range;

        Interval HalfWidth(Expr value)
        {
            // A pixel that is not valid enters a window as 0.
            var values = bounds.RangeOf(value).Hull(Interval.Point(0));
            return IntervalArithmetic.Multiply(IntervalArithmetic.Subtract(values, values), Interval.Point(0.5));
        }
    }

    private static Dictionary<Variable, Interval> QuantityRanges(InputLimits limits)
    {
        var count = UpTo(limits.Count, 0);
        var logarithm = IntervalArithmetic.Negate(UpTo(limits.Logit, 0));
        return new()
        {
            [Quantities.P] = Interval.Unit,
            [Quantities.Q] = Interval.Unit,
            [Quantities.Y] = Interval.Unit,
            [Quantities.LogP] = logarithm,
            [Quantities.LogQ] = logarithm,
            [Quantities.X] = Symmetric(limits.Logit),
            [Quantities.TruePositives] = count,
            [Quantities.FalsePositives] = count,
            [Quantities.FalseNegatives] = count,
            [Quantities.TrueNegatives] = count,
            [Quantities.PixelCount] = UpTo(limits.Count, 1),
            [Quantities.Divisor] = UpTo(limits.Count, 1),
            [Quantities.ClassWeight] = UpTo(limits.Map, 0),
            [Quantities.ClassWeightInMean] = UpTo(limits.Map, 0),
            [Quantities.ClassCount] = UpTo(limits.Classes, 1),
            [Quantities.Inclusion] = Interval.Unit,
            [Quantities.ImageCount] = UpTo(limits.Count, 1),
            [LossPlan.Upstream] = Interval.Point(1),
        };
    }

    private static Interval MapRange(MapSpec map, InputLimits limits) => map.Kind switch
    {
        null => map.Minimum is { } minimum && map.Maximum is { } maximum ? new(minimum, maximum, double.IsInfinity(minimum), double.IsInfinity(maximum)) : Symmetric(limits.Map),
        "Signed" => Symmetric(limits.Map),
        "Inverted" => Interval.Unit,
        _ => UpTo(limits.Map, 0),
    };

    // Of pairs of classes a pixel reads a sum over its labels, which may be soft, several or none.
    private static Interval InputRange(InputSpec input, InputLimits limits) =>
        input.IsPerClassPair ? IntervalArithmetic.Multiply(InputRange(input.Range, limits), UpTo(limits.Classes, 0)) : InputRange(input.Range, limits);

    // The values are unknown when the loss is compiled: the declared range is the author's promise.
    private static Interval InputRange(DeclaredRange? range, InputLimits limits)
    {
        var unknown = Symmetric(limits.Map);
        var (low, lowIsOpen) = range is null || double.IsInfinity(range.Minimum) ? (unknown.Low, unknown.LowIsOpen) : (range.Minimum, range.MinimumIsExclusive);
        var (high, highIsOpen) = range is null || double.IsInfinity(range.Maximum) ? (unknown.High, unknown.HighIsOpen) : (range.Maximum, range.MaximumIsExclusive);
        return new(low, high, lowIsOpen, highIsOpen);
    }

    private static Interval ClampToLimits(Interval range, InputLimits limits) => double.IsInfinity(limits.Number) ? range : new(
        Math.Max(range.Low, -limits.Number),
        Math.Min(range.High, limits.Number),
        range.LowIsOpen && range.Low >= -limits.Number,
        range.HighIsOpen && range.High <= limits.Number);

    private static Interval UpTo(double limit, double from) => new(from, limit, HighIsOpen: double.IsInfinity(limit));

    private static Interval Symmetric(double limit) => new(-limit, limit, double.IsInfinity(limit), double.IsInfinity(limit));
}
