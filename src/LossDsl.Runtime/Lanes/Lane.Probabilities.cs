using System.Runtime.CompilerServices;

namespace LossDsl.Lanes;

/// <summary>What a loss asks of a logit, all at once.</summary>
public static partial class Lane
{
    /// <summary>
    /// p = 1 / (1 + e^-x), q = 1 - p = 1 / (1 + e^x) and the logarithms of both, from one exponential, each with all its digits. What is not used costs nothing.
    /// Error at most 3 ULP (p, q), 2 ULP (logarithms).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Probabilities<TLane>(TLane x, out TLane p, out TLane q, out TLane logP, out TLane logQ)
        where TLane : struct, ILane<TLane>
    {
        var e = Exponential.WithoutOverflow(TLane.Or(x, TLane.Of(-0.0)));
        var (isNegative, likely) = (TLane.Less(x, TLane.Zero), 1 / (e + 1));
        var unlikely = e * likely;
        p = TLane.Select(isNegative, unlikely, likely);
        q = TLane.Select(isNegative, likely, unlikely);
        var logarithm = TLane.LogarithmOfOnePlusFraction(e);
        logP = TLane.Min(TLane.Zero, x) - logarithm;
        logQ = TLane.Min(TLane.Zero, -x) - logarithm;
    }
}
