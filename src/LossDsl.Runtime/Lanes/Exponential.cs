using System.Runtime.CompilerServices;

namespace LossDsl.Lanes;

/// <summary>e^x by way of x = n ln 2 + r with a whole n and |r| ≤ ln 2 / 2, and a polynomial of least relative error for e^r.</summary>
internal static class Exponential
{
    private const double Log2E = 1.4426950408889634;

    /// <summary>e^x for x that e^x does not overflow at, or is not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane WithoutOverflow<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        // From there on down e^x is 0, and r would be nothing sensible.
        x = TLane.Max(TLane.Broadcast(TLane.SmallestLogarithm), x);
        var n = TLane.Round(x * Log2E);
        var r = Remainder(x, n);
        return TLane.Scale(OfRemainder(r), n);
    }

    /// <summary>e^r for |r| ≤ ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane OfRemainder<TLane>(TLane r)
        where TLane : struct, ILane<TLane>
    {
        var slope = TLane.MultiplyAdd(TLane.ExponentialTail(r), r, 1);
        return TLane.MultiplyAdd(slope, r, 1);
    }

    /// <summary>e^x - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane MinusOneWithoutOverflow<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        // From there on down e^x - 1 is -1.
        x = TLane.Max(TLane.Broadcast(TLane.SmallestLogarithmBesideOne), x);
        var n = TLane.Round(x * Log2E);
        var r = Remainder(x, n);
        var ofRemainder = TLane.MultiplyAdd(r * r, TLane.ExponentialTail(r), r);

        // 2^n (e^r - 1) + 2^n - 1, in halves because 2^n may overflow where the result does not.
        var half = TLane.PowerOfTwo(n - 1);
        var result = TLane.MultiplyAdd(half, ofRemainder, half - 0.5);
        return result + result;
    }

    /// <summary>x - n ln 2: with ln 2 in two parts the first difference is exact, and the second one has all digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Remainder<TLane>(TLane x, TLane n)
        where TLane : struct, ILane<TLane>
    {
        var r = TLane.MultiplyAdd(n, -TLane.Ln2, x);
        return TLane.MultiplyAdd(n, -TLane.Ln2Rest, r);
    }
}
