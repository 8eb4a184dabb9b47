using System.Runtime.CompilerServices;

namespace LossDsl.Lanes;

/// <summary>x^e by way of x = (1 + r) 2^k: 2^(e k + e log2(1 + r)), with the product of e and k exact.</summary>
internal static class Power
{
    /// <summary>With larger exponents than this the product with the logarithm is no longer precise enough.</summary>
    public const double LargestExponent = 64;

    private const double Log2E = 1.4426950408889634;
    private const double Ln2 = 0.69314718055994530942;

    /// <summary>x^e for an exponent up to the largest. Where x is negative, not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Of<TLane>(TLane x, double e)
        where TLane : struct, ILane<TLane>
    {
        // The product of a whole number that is an exponent and this part of e has no more digits than the type.
        var high = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(e) & (TLane.IsSingle ? -1L << 37 : -1L << 11));
        return Of(x, TLane.Of(high), TLane.Of(e - high));
    }

    /// <summary>x^e for exponents up to the largest. Where x is negative, not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Of<TLane>(TLane x, TLane e)
        where TLane : struct, ILane<TLane>
    {
        // Dekker's split into two parts of few digits.
        var split = e * (TLane.IsSingle ? 257.0 : 2049.0);
        var high = split - (split - e);
        return Of(x, high, e - high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Of<TLane>(TLane x, TLane high, TLane low)
        where TLane : struct, ILane<TLane>
    {
        var mantissa = TLane.Mantissa(x, out var k);
        var logarithm = BaseTwo(mantissa - 1);
        var whole = high * k;
        var n = TLane.Round(TLane.MultiplyAdd(high, logarithm, whole));
        var fraction = TLane.MultiplyAdd(low, k + logarithm, TLane.MultiplyAdd(high, logarithm, whole - n));

        // k is infinite where x is 0 or infinite; n then says all.
        fraction = TLane.Select(TLane.Equal(TLane.Abs(n), TLane.Of(double.PositiveInfinity)), TLane.Zero, fraction);
        return TLane.Scale(Exponential.OfRemainder(fraction * Ln2), n);
    }

    /// <summary>log2(1 + r).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane BaseTwo<TLane>(TLane r)
        where TLane : struct, ILane<TLane>
    {
        // log2 e in two parts, for its own rounding would count; the small one by way of what is multiplied by the large one.
        var tail = Logarithm.OnePlus(r, r * (TLane.IsSingle ? 1.3349758349838185e-8 : 1.4109200603052236e-17));
        return TLane.MultiplyAdd(r, TLane.Of(Log2E), tail * Log2E);
    }
}
