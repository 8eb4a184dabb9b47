using static LossDsl.Generator.Formulas.IntervalArithmetic;

namespace LossDsl.Generator.Formulas;

/// <summary>Powers of what the base can be, to what the exponent can be.</summary>
internal static class IntervalPowers
{
    private const double Smallest = 1e-30;

    public static Interval Square(Interval x) => IntervalFunctions.Abs(x) is var size ? Multiply(size, size) : default;

    /// <summary>x^e as <see cref="Math.Pow"/> has it.</summary>
    public static Interval Pow(Interval x, Interval e)
    {
        if (e.IsPoint && e.Low == 1)
        {
            return x;
        }

        var undefined = x.MayBeUndefined || e.MayBeUndefined;
        if (x.Low >= 0)
        {
            // Monotone in each for any value of the other, so that the extremes are at the corners.
            return FromCorners([Corner(x, false, e, false), Corner(x, false, e, true), Corner(x, true, e, false), Corner(x, true, e, true)], units: 8).OrUndefined(undefined);
        }

        if (e.IsPoint && e.Low == Math.Floor(e.Low) && Math.Abs(e.Low) < 1e6)
        {
            var power = Pow(IntervalFunctions.Abs(x), e);
            return (e.Low % 2 == 0 ? power : WithSign(x, e)).OrUndefined(undefined);
        }

        // A negative base has no power but a whole one: anything as large as the power of its size, or NaN.
        var size = Pow(IntervalFunctions.Abs(x), e);
        return size.Hull(Negate(size)).OrUndefined(true);
    }

    /// <summary>e x^(e - 1); for 0 &lt; e &lt; 1 with x at least 1e-30.</summary>
    public static Interval PowSlope(Interval x, Interval e)
    {
        var one = Interval.Point(1);
        Interval? result = null;
        foreach (var (part, guarded) in new[] { (new Interval(double.NegativeInfinity, 0, true, true), false), (new Interval(0, 1, true, true), true), (new Interval(1, double.PositiveInfinity, false, true), false) })
        {
            if (e.Low <= part.High && e.High >= part.Low && e.Intersect(part) is var exponent && exponent.Low >= part.Low && exponent.High <= part.High)
            {
                var argument = guarded ? IntervalFunctions.Max(x, Interval.Point(Smallest)) : x;
                var value = Multiply(exponent, Pow(argument, Subtract(exponent, one)));
                result = result?.Hull(value) ?? value;
            }
        }

        var all = result ?? Interval.Point(0);
        return (e.Contains(0) ? all.Hull(Interval.Point(0)) : all).OrUndefined(e.MayBeUndefined || x.MayBeUndefined || AttainsInfinity(e));
    }

    // An odd power rises through 0; an odd root of 1 over it has a pole there.
    private static Interval WithSign(Interval x, Interval e)
    {
        var negative = Negate(Pow(new(Math.Max(0, -x.High), -x.Low, x.High < 0 && x.HighIsOpen, x.LowIsOpen), e));
        return x.High < 0 ? negative : negative.Hull(Pow(new(0, x.High, false, x.HighIsOpen), e));
    }

    private static Corner Corner(Interval x, bool highOfX, Interval e, bool highOfE)
    {
        var (b, bIsOpen) = highOfX ? (x.High, x.HighIsOpen) : (x.Low, x.LowIsOpen);
        var (p, pIsOpen) = highOfE ? (e.High, e.HighIsOpen) : (e.Low, e.LowIsOpen);
        var value = Math.Pow(b, p);
        var isExact = b is 0 or 1 || p is 0 or 1 || (b == Math.Floor(b) && p is > 0 and < 10 && p == Math.Floor(p) && value < 1e15);

        // Where neither is at its edge, an infinity or a 0 is overflow or underflow, and occurs; so it does for an exponent as large as one likes.
        var isOpen = double.IsInfinity(value) || value == 0
            ? (b == 0 || double.IsInfinity(b)) && bIsOpen
            : bIsOpen || pIsOpen;

        return new(value, isOpen, isExact);
    }
}
