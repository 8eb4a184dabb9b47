using System.Runtime.CompilerServices;

namespace LossDsl.Lanes;

/// <summary>Numbers as mantissa and exponent, where the machine has no instructions for it.</summary>
internal static class Exponents
{
    /// <summary>To the instruction that takes mantissas: in [3/4, 3/2); of a negative number, not a number; of either zero, 1.</summary>
    public const byte MantissaControl = 0b1111;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Scale<TLane>(TLane value, TLane exponent)
        where TLane : struct, ILane<TLane>
    {
        // In two steps, for 2^exponent may be no number where the product is one. The first step is exact. Beyond the limit the product is 0 or infinite anyway.
        exponent = TLane.Max(TLane.Broadcast(-2 * TLane.LargestHalfExponent), TLane.Min(TLane.Broadcast(2 * TLane.LargestHalfExponent), exponent));
        var half = TLane.Round(exponent * 0.5);
        return value * TLane.PowerOfTwo(half) * TLane.PowerOfTwo(exponent - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Mantissa<TLane>(TLane value, out TLane exponent)
        where TLane : struct, ILane<TLane>
    {
        var denormal = TLane.Less(value, TLane.Broadcast(TLane.SmallestNormal));
        var normal = TLane.Select(denormal, value * (1L << TLane.Digits), value);

        // The bits of the largest denormal number are those of a mantissa, without the first digit, which 1 has.
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
