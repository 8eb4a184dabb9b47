using System.Runtime.CompilerServices;

namespace LossDsl.Lanes;

/// <summary>x^e by way of x = (1 + r) 2^k, as 2^(e k + e log2(1 + r)).</summary>
internal static class Power
{
    private const double Log2E = 1.4426950408889634;
    private const double Ln2 = 0.69314718055994530942;

    // With larger exponents every power is 0, 1 or infinite.
    private const double LargestExponent = 1e30;

    /// <summary>x^e for an exponent that is not 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Of<TLane>(TLane x, double e)
        where TLane : struct, ILane<TLane>
    {
        e = Math.Max(-LargestExponent, Math.Min(LargestExponent, e));
        var isWhole = e == Math.Floor(e);
        var power = OfPositive(isWhole ? TLane.Abs(x) : x, TLane.Broadcast(e), TLane.Broadcast(TLane.Lost(e)));
        return isWhole && e * 0.5 != Math.Floor(e * 0.5) ? TLane.Or(power, Sign(x)) : power;
    }

    /// <summary>x^e.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Of<TLane>(TLane x, TLane e)
        where TLane : struct, ILane<TLane>
    {
        e = TLane.Max(TLane.Broadcast(-LargestExponent), TLane.Min(TLane.Broadcast(LargestExponent), e));
        var isWhole = TLane.Equal(TLane.Round(e), e);
        var isEven = TLane.Equal(TLane.Round(e * 0.5), e * 0.5);
        var power = OfPositive(TLane.Select(isWhole, TLane.Abs(x), x), e, TLane.Zero);
        power = TLane.Select(isEven, power, TLane.Or(power, TLane.And(isWhole, Sign(x))));
        return TLane.Select(TLane.Equal(e, TLane.Zero), TLane.One, power);
    }

    /// <summary>x^(e + lost); not a number where x is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane OfPositive<TLane>(TLane x, TLane e, TLane lost)
        where TLane : struct, ILane<TLane>
    {
        var logarithm = BaseTwo(TLane.Mantissa(x, out var k) - 1);

        // The product of e and k in two parts, the second one with what e has lost.
        var whole = e * k;
        var rest = TLane.MultiplyAdd(lost, k + logarithm, TLane.MultiplyAdd(e, k, -whole));
        var n = TLane.Round(TLane.MultiplyAdd(e, logarithm, whole));
        var fraction = TLane.MultiplyAdd(e, logarithm, whole - n) + rest;

        // Where x is 0 or infinite, and with the largest exponents, n alone says all; any small number then does, and this one is at hand.
        fraction = TLane.Select(TLane.Less(TLane.Broadcast(1 << 15), TLane.Abs(n)), logarithm, fraction);
        return TLane.Scale(Exponential.OfRemainder(fraction * Ln2), n);
    }

    /// <summary>log2(1 + r).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane BaseTwo<TLane>(TLane r)
        where TLane : struct, ILane<TLane>
    {
        // log2 e in two parts, for its own rounding would count; the small one by way of what is multiplied by the large one.
        var tail = TLane.LogarithmTail(r, r * TLane.Log2ERest);
        return TLane.MultiplyAdd(r, Log2E, tail * Log2E);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Sign<TLane>(TLane x)
        where TLane : struct, ILane<TLane> => TLane.And(x, TLane.Broadcast(-0.0));
}
