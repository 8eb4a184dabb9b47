using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>Powers and their derivatives on lanes for generated kernels.</summary>
public static partial class Lane
{
    /// <summary>
    /// Computes x^e, with the special values of <see cref="Math.Pow"/>, except that -∞ to a power that is not whole is NaN.
    /// Error at most 2 ULP for |e| ≤ 3, 4 ULP for |e| ≤ 8 and in proportion to e beyond.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Pow<TLane>(TLane x, double e)
        where TLane : struct, ILane<TLane>
    {
        // The exponent is the same at every pixel, so the branches are predicted, and a product or a root costs far less than a power.
        var twice = e + e;
        switch (Math.Abs(twice) <= 6 && twice == Math.Floor(twice) ? (int)twice : int.MaxValue)
        {
            case 0: return TLane.One;
            case 1: return Root(x);
            case 2: return x;
            case 3: return x * Root(x);
            case 4: return x * x;
            case 6: return x * x * x;
            case -1: return 1 / Root(x);
            case -2: return 1 / x;
            default: return Power.Pow(x, e);
        }
    }

    /// <summary>
    /// Computes x^e, with the special values of <see cref="Math.Pow"/>, except that -∞ to a power that is not whole is NaN.
    /// Error at most 2 ULP for |e| ≤ 3, 4 ULP for |e| ≤ 8 and in proportion to e beyond.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Pow<TLane>(TLane x, TLane e)
        where TLane : struct, ILane<TLane> => Power.Pow(x, e);

    /// <summary>
    /// Computes x^e, with the special values of <see cref="Math.Pow"/>, except that -∞ to a power that is not whole is NaN.
    /// Error at most 2 ULP for |e| ≤ 3, 4 ULP for |e| ≤ 8 and in proportion to e beyond.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Pow<TLane>(double x, TLane e)
        where TLane : struct, ILane<TLane> => Power.Pow(TLane.Broadcast(x), e);

    /// <summary>Computes the derivative of x^e by x, as <see cref="LossMath.PowSlope"/> defines it: finite at 0 for 0 &lt; e &lt; 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane PowSlope<TLane>(TLane x, double e)
        where TLane : struct, ILane<TLane> =>
        e == 0 ? TLane.Zero : e * Pow(e is > 0 and < 1 ? ClampPositive(x) : x, e - 1);

    /// <summary>Computes the derivative of x^e by x, as <see cref="LossMath.PowSlope"/> defines it: finite at 0 for 0 &lt; e &lt; 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane PowSlope<TLane>(TLane x, TLane e)
        where TLane : struct, ILane<TLane>
    {
        var steep = TLane.And(TLane.Greater(e, TLane.Zero), TLane.Less(e, TLane.One));
        var slope = e * Pow(TLane.Select(steep, ClampPositive(x), x), e - 1);
        return TLane.Select(TLane.Equal(e, TLane.Zero), TLane.Zero, slope);
    }

    /// <summary>Computes the derivative of x^e by x, as <see cref="LossMath.PowSlope"/> defines it: finite at 0 for 0 &lt; e &lt; 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane PowSlope<TLane>(double x, TLane e)
        where TLane : struct, ILane<TLane> => PowSlope(TLane.Broadcast(x), e);

    /// <summary>Computes x^(1/2): the square root, but 0 for -0, as powers require.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Root<TLane>(TLane x)
        where TLane : struct, ILane<TLane> => TLane.Sqrt(x + 0);
}
