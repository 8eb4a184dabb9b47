using System.Runtime.CompilerServices;

namespace LossDsl.Lanes;

/// <summary>How numbers are raised to an exponent.</summary>
internal readonly struct Raising
{
    /// <summary>With larger exponents every power is 0, 1 or infinite.</summary>
    public const double LargestExponent = 1e30;

    private const int Any = int.MaxValue;
    private const int Even = Any - 1;
    private const int Odd = Any - 2;

    /// <param name="e">The exponent.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Raising(double e)
    {
        var twice = e + e;
        Kind = twice != Math.Floor(twice) ? Any
            : twice is >= -2 and (<= 4 or 6) ? (int)twice
            : e != Math.Floor(e) ? Any
            : e * 0.5 == Math.Floor(e * 0.5) ? Even
            : Odd;
    }

    /// <summary>Twice the exponent where products and roots do; else something larger.</summary>
    public int Kind { get; }

    /// <summary>Products and roots do.</summary>
    public bool IsProduct => Kind < Odd;

    /// <summary>By way of logarithms, to a whole number.</summary>
    public bool IsWhole => Kind is Even or Odd;

    /// <summary>By way of logarithms, to an odd number.</summary>
    public bool IsOdd => Kind == Odd;

    /// <summary>The exponent, or the largest one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Bounded(double e) => Math.Max(-LargestExponent, Math.Min(LargestExponent, e));
}
