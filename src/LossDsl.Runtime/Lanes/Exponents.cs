using System.Runtime.CompilerServices;

namespace LossDsl.Lanes;

/// <summary>Splits numbers into mantissa and exponent, and scales by powers of two, for processors without the instructions (AVX-512) for it.</summary>
internal static class Exponents
{
    /// <summary>Control byte of the AVX-512 GetMantissa instruction: mantissas in [3/4, 3/2), NaN for negative numbers, 1 for both zeros.</summary>
    public const byte MantissaControl = 0b1111;

    /// <summary>Computes value · 2^exponent, as <see cref="ILane{TSelf}.Scale"/> specifies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Scale<TLane>(TLane value, TLane exponent)
        where TLane : struct, ILane<TLane>
    {
        // Two multiplications, because 2^exponent may overflow or underflow where the product does not. The first one is exact. Beyond the limit the product is 0 or infinite anyway.
        exponent = TLane.Max(TLane.Broadcast(-2 * TLane.LargestHalfExponent), TLane.Min(TLane.Broadcast(2 * TLane.LargestHalfExponent), exponent));
        var half = TLane.Round(exponent * 0.5);
        return value * TLane.PowerOfTwo(half) * TLane.PowerOfTwo(exponent - half);
    }

    /// <summary>Splits a number, as <see cref="ILane{TSelf}.Mantissa"/> specifies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Mantissa<TLane>(TLane value, out TLane exponent)
        where TLane : struct, ILane<TLane>
    {
        var denormal = TLane.Less(value, TLane.Broadcast(TLane.SmallestNormal));
        var normal = TLane.Select(denormal, value * (1L << TLane.Digits), value);

        // The bits of the largest denormal number are the mantissa mask. OR with the bits of 1 sets the exponent to 0.
        var mantissa = TLane.Or(TLane.One, TLane.And(normal, TLane.Broadcast(TLane.LargestDenormal)));
        var large = TLane.GreaterOrEqual(mantissa, TLane.Broadcast(1.5));
        exponent = TLane.Exponent(normal) + TLane.And(large, TLane.One) - TLane.And(denormal, TLane.Broadcast(TLane.Digits));
        mantissa = TLane.Select(large, mantissa * 0.5, mantissa);

        var (zero, infinity) = (TLane.Equal(value, TLane.Zero), TLane.Broadcast(double.PositiveInfinity));
        exponent = TLane.Select(zero, -infinity, TLane.Select(TLane.Equal(value, infinity), infinity, exponent));
        mantissa = TLane.Select(zero, TLane.One, mantissa);
        return TLane.Select(TLane.GreaterOrEqual(value, TLane.Zero), mantissa, TLane.Broadcast(double.NaN));
    }
}
