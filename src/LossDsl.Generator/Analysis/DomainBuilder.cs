using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;

namespace LossDsl.Generator.Analysis;

/// <summary>The domain of a loss: what quantities, hyperparameters and maps can be, and from them what each stage can.</summary>
internal static class DomainBuilder
{
    /// <param name="plan">The loss.</param>
    /// <param name="limits">How large what is read can be.</param>
    /// <param name="hyperparameters">What each hyperparameter can be.</param>
    /// <param name="budget">How much work it may be.</param>
    public static Domain Build(LossPlan plan, InputLimits limits, Func<HyperparameterSpec, Interval> hyperparameters, Budget budget)
    {
        var ranges = OfQuantities(limits);
        foreach (var hyperparameter in plan.Spec.Hyperparameters)
        {
            ranges[hyperparameter.Variable] = Clamped(hyperparameters(hyperparameter), limits);
        }

        foreach (var map in plan.Spec.Maps)
        {
            ranges[map.Variable] = OfMap(map, limits);
        }

        var domain = Domain.Create(ranges, SoftCountStages.ByProducts.Append(new Stage(Quantities.PixelCount, StageKind.PixelSum, 1)));
        foreach (var stage in plan.Stages)
        {
            domain = domain.Add(stage, Reduced(stage.Kind, new Bounds(domain, budget).RangeOf(stage.Body), limits));
        }

        return domain;
    }

    /// <summary>All that [Range] allows. Without it a formula is checked at the default alone: nobody means every number there is.</summary>
    public static Interval Declared(HyperparameterSpec hyperparameter) => !hyperparameter.IsBounded ? AtDefault(hyperparameter) : new(
        hyperparameter.Minimum,
        hyperparameter.Maximum,
        hyperparameter.MinimumIsExclusive || double.IsInfinity(hyperparameter.Minimum),
        hyperparameter.MaximumIsExclusive || double.IsInfinity(hyperparameter.Maximum));

    public static Interval AtDefault(HyperparameterSpec hyperparameter) => Interval.Point(hyperparameter.Default);

    /// <summary>What values between bounds are reduced to, over one pixel at least.</summary>
    public static Interval Reduced(StageKind kind, Interval body, InputLimits limits) => kind switch
    {
        StageKind.PixelSum => IntervalArithmetic.Multiply(body, UpTo(limits.Count, 1)),
        StageKind.ClassSum => IntervalArithmetic.Multiply(body, UpTo(limits.Classes, 1)),

        // A pixel that does not count is 0.
        StageKind.LocalMean => body.Hull(Interval.Point(0)),
        _ => body,
    };

    private static Dictionary<Variable, Interval> OfQuantities(InputLimits limits)
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
            [Quantities.Classes] = UpTo(limits.Classes, 1),
            [LossPlan.Upstream] = Interval.Point(1),
        };
    }

    private static Interval OfMap(MapSpec map, InputLimits limits) => map.Kind switch
    {
        null => map.Minimum is { } minimum && map.Maximum is { } maximum ? new(minimum, maximum, double.IsInfinity(minimum), double.IsInfinity(maximum)) : Symmetric(limits.Map),
        "Signed" => Symmetric(limits.Map),
        "Inverted" => Interval.Unit,
        _ => UpTo(limits.Map, 0),
    };

    private static Interval Clamped(Interval range, InputLimits limits) => double.IsInfinity(limits.Number) ? range : new(
        Math.Max(range.Low, -limits.Number),
        Math.Min(range.High, limits.Number),
        range.LowIsOpen && range.Low >= -limits.Number,
        range.HighIsOpen && range.High <= limits.Number);

    private static Interval UpTo(double limit, double from) => new(from, limit, HighIsOpen: double.IsInfinity(limit));

    private static Interval Symmetric(double limit) => new(-limit, limit, double.IsInfinity(limit), double.IsInfinity(limit));
}
