using System.Runtime.CompilerServices;

namespace LossDsl.Lanes;

/// <summary>Computes x^e on lanes: with x = (1 + r) 2^k, x^e is 2^(e k + e log2(1 + r)).</summary>
internal static class Power
{
    private const double Log2E = 1.4426950408889634;
    private const double Ln2 = 0.69314718055994530942;

    // For larger |e| every power is 0, 1 or infinite.
    private const double LargestExponent = 1e30;

    /// <summary>Computes x^e for one exponent, which must not be 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Pow<TLane>(TLane x, double e)
        where TLane : struct, ILane<TLane>
    {
        e = Math.Max(-LargestExponent, Math.Min(LargestExponent, e));
        var isWhole = e == Math.Floor(e);
        var power = OfPositive(isWhole ? TLane.Abs(x) : x, TLane.Broadcast(e), TLane.Broadcast(TLane.Lost(e)));
        return isWhole && e * 0.5 != Math.Floor(e * 0.5) ? TLane.Or(power, Sign(x)) : power;
    }

    /// <summary>Computes x^e for an exponent of each element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Pow<TLane>(TLane x, TLane e)
        where TLane : struct, ILane<TLane>
    {
        e = TLane.Max(TLane.Broadcast(-LargestExponent), TLane.Min(TLane.Broadcast(LargestExponent), e));
        var isWhole = TLane.Equal(TLane.Round(e), e);
        var isEven = TLane.Equal(TLane.Round(e * 0.5), e * 0.5);
        var power = OfPositive(TLane.Select(isWhole, TLane.Abs(x), x), e, TLane.Zero);
        power = TLane.Select(isEven, power, TLane.Or(power, TLane.And(isWhole, Sign(x))));
        return TLane.Select(TLane.Equal(e, TLane.Zero), TLane.One, power);
    }

    /// <summary>Computes x^(e + lost). NaN where x is negative.</summary>
    /// <param name="x">Base.</param>
    /// <param name="e">Exponent, rounded to the type.</param>
    /// <param name="lost">Rounding error of the exponent.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane OfPositive<TLane>(TLane x, TLane e, TLane lost)
        where TLane : struct, ILane<TLane>
    {
        var logarithm = BaseTwo(TLane.Mantissa(x, out var k) - 1);

        // The product of e and k as a sum of two parts. The second part includes the rounding error of e.
        var whole = e * k;
        var rest = TLane.MultiplyAdd(lost, k + logarithm, TLane.MultiplyAdd(e, k, -whole));
        var n = TLane.Round(TLane.MultiplyAdd(e, logarithm, whole));
        var fraction = TLane.MultiplyAdd(e, logarithm, whole - n) + rest;

        // Where x is 0 or infinite, or |e| is very large, n alone determines the result. The fraction is then NaN or useless, and any small number may replace it.
        fraction = TLane.Select(TLane.Less(TLane.Broadcast(1 << 15), TLane.Abs(n)), logarithm, fraction);
        return TLane.Scale(Exponential.ExpOfReduced(fraction * Ln2), n);
    }

    /// <summary>Computes log2(1 + r).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane BaseTwo<TLane>(TLane r)
        where TLane : struct, ILane<TLane>
    {
        // log2 e in two parts, because its rounding error would matter. The small part is relative, and enters through the tail that is multiplied by the large part.
        var tail = TLane.LogarithmTail(r, r * TLane.Log2ERest);
        return TLane.MultiplyAdd(r, Log2E, tail * Log2E);
    }

    // Sign bit of x alone.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Sign<TLane>(TLane x)
        where TLane : struct, ILane<TLane> => TLane.And(x, TLane.Broadcast(-0.0));
}
