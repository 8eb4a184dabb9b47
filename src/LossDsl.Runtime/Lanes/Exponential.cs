using System.Runtime.CompilerServices;

namespace LossDsl.Lanes;

/// <summary>Computes e^x and e^x - 1 on lanes. The argument is reduced to x = n ln 2 + r with a whole n and |r| ≤ ln 2 / 2; e^r is a polynomial of least relative error.</summary>
internal static class Exponential
{
    private const double Log2E = 1.4426950408889634;

    /// <summary>Computes e^x for x at which e^x does not overflow. NaN gives NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane WithoutOverflow<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        // At and below this x, e^x is 0. Without the limit, r would be meaningless for large |x|.
        x = TLane.Max(TLane.Broadcast(TLane.SmallestLogarithm), x);
        var n = TLane.Round(x * Log2E);
        var r = Remainder(x, n);
        return TLane.Scale(ExpOfReduced(r), n);
    }

    /// <summary>Computes e^r for |r| ≤ ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane ExpOfReduced<TLane>(TLane r)
        where TLane : struct, ILane<TLane>
    {
        var slope = TLane.MultiplyAdd(TLane.ExponentialTail(r), r, 1);
        return TLane.MultiplyAdd(slope, r, 1);
    }

    /// <summary>Computes e^x - 1 for x at which e^x does not overflow beyond infinity. NaN gives NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane MinusOneWithoutOverflow<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        // At and below this x, e^x - 1 rounds to -1.
        x = TLane.Max(TLane.Broadcast(TLane.SmallestLogarithmBesideOne), x);
        var n = TLane.Round(x * Log2E);
        var r = Remainder(x, n);
        var ofRemainder = TLane.MultiplyAdd(r * r, TLane.ExponentialTail(r), r);

        // The result is 2^n (e^r - 1) + 2^n - 1. Half of it is computed first, because 2^n may overflow where the result does not.
        var half = TLane.PowerOfTwo(n - 1);
        var result = TLane.MultiplyAdd(half, ofRemainder, half - 0.5);
        return result + result;
    }

    /// <summary>Computes x - n ln 2 without cancellation: ln 2 is given in two parts, so that the first difference is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Remainder<TLane>(TLane x, TLane n)
        where TLane : struct, ILane<TLane>
    {
        var r = TLane.MultiplyAdd(n, -TLane.Ln2, x);
        return TLane.MultiplyAdd(n, -TLane.Ln2Rest, r);
    }
}
