using static LossDsl.Generator.Formulas.IntervalArithmetic;

namespace LossDsl.Generator.Formulas;

/// <summary>Computes the ranges of squares, powers and slopes of powers from the ranges of base and exponent.</summary>
internal static class IntervalPowers
{
    private const double Smallest = 1e-30;

    public static Interval Square(Interval x) => IntervalFunctions.Abs(x) is var size ? Multiply(size, size) : default;

    /// <summary>Returns the range of x^e, with the special cases of <see cref="Math.Pow"/>: undefined if x can be negative, unless e is a single whole number.</summary>
    public static Interval Pow(Interval x, Interval e)
    {
        if (e.IsPoint && e.Low == 1)
        {
            return x;
        }

        var undefined = x.MayBeUndefined || e.MayBeUndefined;
        if (x.Low >= 0)
        {
            // For a base of at least 0 the power is monotone in base and exponent, so its extremes are at the corners.
            return FromCorners([Corner(x, false, e, false), Corner(x, false, e, true), Corner(x, true, e, false), Corner(x, true, e, true)], units: 8).OrUndefined(undefined);
        }

        if (e.IsPoint && e.Low == Math.Floor(e.Low) && Math.Abs(e.Low) < 1e6)
        {
            var power = Pow(IntervalFunctions.Abs(x), e);
            return (e.Low % 2 == 0 ? power : OddPower(x, e)).OrUndefined(undefined);
        }

        // A negative base has a power only for whole exponents; the result is then as large as the power of |x|, of either sign. Otherwise it is NaN.
        var size = Pow(IntervalFunctions.Abs(x), e);
        return size.Hull(Negate(size)).OrUndefined(true);
    }

    /// <summary>Returns the range of e x^(e - 1), where x is clamped to at least 1e-30 for 0 &lt; e &lt; 1; see <see cref="Functions.PowSlope"/>.</summary>
    public static Interval PowSlope(Interval x, Interval e)
    {
        var one = Interval.Point(1);
        Interval? result = null;
        foreach (var (part, isClamped) in new[] { (new Interval(double.NegativeInfinity, 0, true, true), false), (new Interval(0, 1, true, true), true), (new Interval(1, double.PositiveInfinity, false, true), false) })
        {
            if (e.Low <= part.High && e.High >= part.Low && e.Intersect(part) is var exponent && exponent.Low >= part.Low && exponent.High <= part.High)
            {
                var argument = isClamped ? IntervalFunctions.Max(x, Interval.Point(Smallest)) : x;
                var value = Multiply(exponent, Pow(argument, Subtract(exponent, one)));
                result = result?.Hull(value) ?? value;
            }
        }

        var all = result ?? Interval.Point(0);
        return (e.Contains(0) ? all.Hull(Interval.Point(0)) : all).OrUndefined(e.MayBeUndefined || x.MayBeUndefined || AttainsInfinity(e));
    }

    // An odd power with a positive exponent increases through 0; with a negative exponent it has a pole there.
    private static Interval OddPower(Interval x, Interval e)
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

        // An infinity or a 0 that does not come from a base of 0 or infinity is overflow or underflow, and occurs. So it does for an exponent without bound.
        var isOpen = double.IsInfinity(value) || value == 0
            ? (b == 0 || double.IsInfinity(b)) && bIsOpen
            : bIsOpen || pIsOpen;

        return new(value, isOpen, isExact);
    }
}
