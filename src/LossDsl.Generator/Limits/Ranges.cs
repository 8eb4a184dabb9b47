using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Limits;

/// <summary>Plain interval arithmetic over the variables of a loss, which tells whether a value can be negative or 0.</summary>
internal sealed class Ranges
{
    private readonly Dictionary<Expr, Interval> known = [];

    /// <param name="spec">The loss, whose stages are added as they are read.</param>
    public Ranges(LossSpec spec)
    {
        foreach (var logarithm in new[] { Quantities.LogP, Quantities.LogQ })
        {
            known[logarithm] = Interval.NonPositive;
        }

        foreach (var probability in new[] { Quantities.P, Quantities.Q, Quantities.Y })
        {
            known[probability] = Interval.Unit;
        }

        foreach (var count in Quantities.SoftCounts)
        {
            known[count] = Interval.NonNegative;
        }

        foreach (var positive in new[] { Quantities.PixelCount, Quantities.ClassWeight, Quantities.ClassCount, Quantities.ImageCount })
        {
            known[positive] = Interval.NonNegative with { LowIsOpen = true };
        }

        foreach (var hyperparameter in spec.Hyperparameters)
        {
            known[hyperparameter.Variable] = hyperparameter.IsBounded
                ? hyperparameter.Declared.Interval
                : Interval.Point(hyperparameter.Default);
        }

        foreach (var input in spec.Inputs)
        {
            // A pixel without a label reads 0 of a pair of classes.
            known[input.Variable] = !input.IsPerClassPair ? input.Range?.Interval ?? Interval.Real : input.Range?.Interval.IsNonNegative == true ? Interval.NonNegative : Interval.Real;
        }
    }

    /// <summary>Adds the result of a stage. A sum of values of one sign has that sign, and is 0 only if all of them are.</summary>
    public void Add(Stage stage) => known[stage.Result] = stage.Kind switch
    {
        StageKind.PixelSum or StageKind.ClassSum or StageKind.BatchSum or StageKind.PixelClassSum or StageKind.PixelClassCumulativeSum => Of(stage.Body) is { IsNonNegative: true } body ? Interval.NonNegative with { LowIsOpen = body.IsPositive } : Interval.Real,
        StageKind.PixelAbove => Of(stage.Body).IsNonNegative ? Interval.NonNegative : Interval.Real,
        StageKind.LocalMean or StageKind.LocalMax or StageKind.LocalMin => Of(stage.Body).Hull(Interval.Point(0)),
        StageKind.LocalSum => Of(stage.Body).IsNonNegative && stage.Window!.IsNonNegative ? Interval.NonNegative : Interval.Real,
        StageKind.LocalCovariance or StageKind.Field or StageKind.PixelClassLogSumExp => Interval.Real,
        _ => Of(stage.Body),
    };

    /// <summary>Returns an interval that contains every value of an expression.</summary>
    public Interval Of(Expr expression)
    {
        if (!known.TryGetValue(expression, out var range))
        {
            known[expression] = range = expression switch
            {
                Constant constant => Interval.Point(constant.Value),

                // A quotient has a value where its divisor is 0.
                Apply apply => apply.Op.Range(apply.Arguments.Convert(Of)) is var plain && (apply.Op == Arithmetic.Divide || apply.Op == RegionOps.Ratio)
                    ? plain with { MayBeUndefined = apply.Arguments.Items.Any(argument => Of(argument).MayBeUndefined) }
                    : plain,
                _ => Interval.Anything,
            };
        }

        return range;
    }
}
