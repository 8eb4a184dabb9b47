using System.Runtime.CompilerServices;

namespace LossDsl.Lanes;

/// <summary>Powers and their derivatives.</summary>
public static partial class Lane
{
    /// <summary>x^e, with the special values of <see cref="Math.Pow"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Pow<TLane>(TLane x, double e)
        where TLane : struct, ILane<TLane>
    {
        // The same exponent comes again and again: the branches cost next to nothing, what they save is much.
        if (e == 2)
        {
            return x * x;
        }

        if (e == 1)
        {
            return x;
        }

        if (e == 0.5)
        {
            return TLane.Sqrt(x);
        }

        return GeneralPow(x, e);
    }

    private static TLane GeneralPow<TLane>(TLane x, double e)
        where TLane : struct, ILane<TLane> => e switch
        {
            0 => TLane.One,
            3 => x * x * x,
            4 => Square(x * x),
            -1 => 1 / x,
            -2 => 1 / (x * x),
            1.5 => x * TLane.Sqrt(x),
            -0.5 => 1 / TLane.Sqrt(x),
            _ when !(Math.Abs(e) <= Power.LargestExponent) => Elementwise.Map(x, TLane.Of(e), Math.Pow),
            _ when e == Math.Round(e) => TLane.Or(Power.Of(TLane.Abs(x), e), Math.IEEERemainder(e, 2) == 0 ? TLane.Zero : SignBit(x)),
            _ => Power.Of(x, e),
        };

    /// <summary>x^e, with the special values of <see cref="Math.Pow"/>.</summary>
    public static TLane Pow<TLane>(TLane x, TLane e)
        where TLane : struct, ILane<TLane>
    {
        if (TLane.Any(TLane.Not(TLane.LessOrEqual(TLane.Abs(e), TLane.Of(Power.LargestExponent)))))
        {
            return Elementwise.Map(x, e, Math.Pow);
        }

        var (half, size) = (e * 0.5, TLane.Abs(x));
        var isWhole = TLane.Equal(TLane.Round(e), e);
        var isOdd = TLane.And(isWhole, TLane.NotEqual(TLane.Round(half), half));
        var power = Power.Of(TLane.Select(isWhole, size, x), e);
        power = TLane.Or(power, TLane.And(isOdd, SignBit(x)));
        return TLane.Select(TLane.Equal(e, TLane.Zero), TLane.One, power);
    }

    /// <summary>x^e, with the special values of <see cref="Math.Pow"/>.</summary>
    public static TLane Pow<TLane>(double x, TLane e)
        where TLane : struct, ILane<TLane> => Pow(TLane.Of(x), e);

    /// <summary>The derivative of x^e by x, as <see cref="LossMath.PowSlope"/>: for 0 &lt; e &lt; 1 finite at 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane PowSlope<TLane>(TLane x, double e)
        where TLane : struct, ILane<TLane> =>
        e == 0 ? TLane.Zero : e * Pow(e is > 0 and < 1 ? Guard(x) : x, e - 1);

    /// <summary>The derivative of x^e by x, as <see cref="LossMath.PowSlope"/>: for 0 &lt; e &lt; 1 finite at 0.</summary>
    public static TLane PowSlope<TLane>(TLane x, TLane e)
        where TLane : struct, ILane<TLane>
    {
        var steep = TLane.And(TLane.Greater(e, TLane.Zero), TLane.Less(e, TLane.One));
        var slope = e * Pow(TLane.Select(steep, Guard(x), x), e - 1);
        return TLane.Select(TLane.Equal(e, TLane.Zero), TLane.Zero, slope);
    }

    /// <summary>The derivative of x^e by x, as <see cref="LossMath.PowSlope"/>: for 0 &lt; e &lt; 1 finite at 0.</summary>
    public static TLane PowSlope<TLane>(double x, TLane e)
        where TLane : struct, ILane<TLane> => PowSlope(TLane.Of(x), e);

    private static TLane SignBit<TLane>(TLane x)
        where TLane : struct, ILane<TLane> => TLane.And(x, TLane.Of(-0.0));
}
