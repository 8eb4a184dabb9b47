namespace LossDsl.Kernels.Loops;

/// <summary>Puts results of parts together.</summary>
internal static class Reductions
{
    /// <summary>The result of no pixel.</summary>
    public static double Identity(this ReductionKind fold) => fold switch
    {
        ReductionKind.Largest => double.NegativeInfinity,
        ReductionKind.Smallest => double.PositiveInfinity,
        _ => 0,
    };

    /// <summary>The result of both parts.</summary>
    public static double Combine(this ReductionKind fold, double a, double b) => fold switch
    {
        ReductionKind.Largest => Math.Max(a, b),
        ReductionKind.Smallest => Math.Min(a, b),
        _ => a + b,
    };
}
