using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Backends.Pixels;

/// <summary>Operation that combines the terms of a reduction over pixels. The members are named as those of the runtime's <c>ReductionKind</c>.</summary>
internal enum AccumulatorKind
{
    /// <summary>Addition; a mean is a sum that region arithmetic divides.</summary>
    Sum,

    /// <summary>Maximum.</summary>
    Largest,

    /// <summary>Minimum.</summary>
    Smallest,
}

/// <summary>Accumulators of the reductions in a pass: how terms combine, and the identity from which an accumulator starts.</summary>
internal static class Accumulator
{
    public static AccumulatorKind KindOf(Step reduction) => reduction.Kind switch
    {
        StepKind.Max => AccumulatorKind.Largest,
        StepKind.Min => AccumulatorKind.Smallest,
        _ => AccumulatorKind.Sum,
    };

    /// <summary>Value of a reduction over no pixel: 0 for sums, -∞ for maxima, ∞ for minima.</summary>
    public static double Identity(AccumulatorKind kind) => kind switch
    {
        AccumulatorKind.Largest => double.NegativeInfinity,
        AccumulatorKind.Smallest => double.PositiveInfinity,
        _ => 0,
    };
}
