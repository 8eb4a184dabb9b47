namespace LossDsl.Kernels.Loops;

/// <summary>Puts results of parts together.</summary>
internal static class Folds
{
    /// <summary>The result of no pixel.</summary>
    public static double Start(this Fold fold) => fold switch
    {
        Fold.Largest => double.NegativeInfinity,
        Fold.Smallest => double.PositiveInfinity,
        _ => 0,
    };

    /// <summary>The result of both parts.</summary>
    public static double Of(this Fold fold, double a, double b) => fold switch
    {
        Fold.Largest => Math.Max(a, b),
        Fold.Smallest => Math.Min(a, b),
        _ => a + b,
    };
}
