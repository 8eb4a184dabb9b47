namespace LossDsl.Kernels.Loops;

/// <summary>Defines the identity and the combination of each kind of reduction.</summary>
internal static class Reductions
{
    /// <summary>Returns the result of a reduction over no pixels: 0, -∞ or +∞.</summary>
    public static double Identity(this ReductionKind fold) => fold switch
    {
        ReductionKind.Largest => double.NegativeInfinity,
        ReductionKind.Smallest => double.PositiveInfinity,
        _ => 0,
    };

    /// <summary>Combines the results of two disjoint sets of pixels.</summary>
    public static double Combine(this ReductionKind fold, double a, double b) => fold switch
    {
        ReductionKind.Largest => Math.Max(a, b),
        ReductionKind.Smallest => Math.Min(a, b),
        _ => a + b,
    };
}
