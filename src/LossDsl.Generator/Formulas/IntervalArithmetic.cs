namespace LossDsl.Generator.Formulas;

/// <summary>Value of an op with each argument at one end of its interval.</summary>
/// <param name="Value">The value, rounded to nearest.</param>
/// <param name="IsOpen">Whether the value is approached but does not occur, because an end that it comes from is open.</param>
/// <param name="IsExact">Whether the value has no rounding error.</param>
internal readonly record struct Corner(double Value, bool IsOpen, bool IsExact);

/// <summary>
/// Computes interval arithmetic. Ends that are not exact are rounded outward, so that intervals hold for real numbers and for doubles.
/// Underflow is not modelled: a positive value stays positive.
/// </summary>
internal static class IntervalArithmetic
{
    public static Interval Negate(Interval a) => new(0 - a.High, 0 - a.Low, a.HighIsOpen, a.LowIsOpen, a.MayBeUndefined);

    public static Interval Subtract(Interval a, Interval b) => Add(a, Negate(b));

    public static Interval Add(Interval a, Interval b)
    {
        var undefined = a.MayBeUndefined || b.MayBeUndefined || (Attains(a, high: true) && Attains(b, high: false)) || (Attains(a, high: false) && Attains(b, high: true));
        var (low, high) = (a.Low + b.Low, a.High + b.High);
        if (double.IsNaN(low) || double.IsNaN(high))
        {
            return Interval.Anything;
        }

        var lowIsOpen = double.IsNegativeInfinity(low) ? !Attains(a, high: false) && !Attains(b, high: false) && !Overflows(a.Low, b.Low) : low == 0 && (a.LowIsOpen || b.LowIsOpen);
        var highIsOpen = double.IsPositiveInfinity(high) ? !Attains(a, high: true) && !Attains(b, high: true) && !Overflows(a.High, b.High) : high == 0 && (a.HighIsOpen || b.HighIsOpen);
        return new(OutwardRounding.SumDown(a.Low, b.Low), OutwardRounding.SumUp(a.High, b.High), lowIsOpen, highIsOpen, undefined);
    }

    public static Interval Multiply(Interval a, Interval b)
    {
        if (IsOne(a) || IsOne(b))
        {
            return IsOne(a) ? b : a;
        }

        var undefined = a.MayBeUndefined || b.MayBeUndefined || (a.Contains(0) && AttainsInfinity(b)) || (b.Contains(0) && AttainsInfinity(a));
        return FromCorners([Product(a, false, b, false), Product(a, false, b, true), Product(a, true, b, false), Product(a, true, b, true)]).OrUndefined(undefined);
    }

    public static Interval Divide(Interval a, Interval b) => Multiply(a, Reciprocal(b)).OrUndefined(
        (b.Contains(0) && a.Contains(0)) || (AttainsInfinity(a) && AttainsInfinity(b)));

    /// <summary>Returns the range of 1 / b. If b can be 0, it includes +∞, and -∞ too if b can be negative.</summary>
    public static Interval Reciprocal(Interval b)
    {
        if (b.IsPositive || b.IsNegative)
        {
            var low = IsInfinite(b.High) ? 0 : OutwardRounding.Down(1 / b.High, OutwardRounding.ProductIsExact(b.High, 1 / b.High));
            var high = IsInfinite(b.Low) ? 0 : OutwardRounding.Up(1 / b.Low, OutwardRounding.ProductIsExact(b.Low, 1 / b.Low));
            return b.IsPositive
                ? new(low, b.Low == 0 ? double.PositiveInfinity : high, b.HighIsOpen, b.LowIsOpen)
                : new(b.High == 0 ? double.NegativeInfinity : low, high, b.HighIsOpen, b.LowIsOpen);
        }

        // 1/0 counts as +∞: a zero has no sign in an interval.
        var negative = b.Low < 0;
        return new Interval(
            negative ? double.NegativeInfinity : IsInfinite(b.High) ? 0 : OutwardRounding.Down(1 / b.High, false),
            double.PositiveInfinity,
            !negative && b.HighIsOpen,
            false,
            b.MayBeUndefined);
    }

    /// <summary>Returns the smallest interval that contains all corners, rounded outward.</summary>
    /// <param name="corners">The values at the corners; if one is NaN, the result is <see cref="Interval.Anything"/>.</param>
    /// <param name="units">The largest error of a corner that is not exact, in units in the last place.</param>
    public static Interval FromCorners(Corner[] corners, int units = 1)
    {
        var (low, high) = (corners[0], corners[0]);
        foreach (var corner in corners)
        {
            if (double.IsNaN(corner.Value))
            {
                return Interval.Anything;
            }

            low = corner.Value < low.Value ? corner : corner.Value == low.Value ? Merge(low, corner) : low;
            high = corner.Value > high.Value ? corner : corner.Value == high.Value ? Merge(high, corner) : high;
        }

        return new(
            OutwardRounding.Down(low.Value, low.IsExact, units),
            OutwardRounding.Up(high.Value, high.IsExact, units),
            CanBeOpen(low.Value) && low.IsOpen,
            CanBeOpen(high.Value) && high.IsOpen);
    }

    // Two corners with the same value: it occurs if it does at one of them, and is exact if it is at one of them.
    private static Corner Merge(Corner a, Corner b) => new(a.Value, a.IsOpen && b.IsOpen, a.IsExact || b.IsExact);

    /// <summary>Whether an infinity may occur among the values, rather than values without bound.</summary>
    public static bool AttainsInfinity(Interval a) => Attains(a, high: false) || Attains(a, high: true);

    // At other ends rounding may reach a value that the real result only approaches.
    private static bool CanBeOpen(double bound) => bound == 0 || IsInfinite(bound);

    // If the sum of two finite ends is infinite, the sum overflows, and the infinity does occur.
    private static bool Overflows(double a, double b) => !IsInfinite(a) && !IsInfinite(b);

    private static Corner Product(Interval a, bool highOfA, Interval b, bool highOfB)
    {
        var (x, xIsOpen) = highOfA ? (a.High, a.HighIsOpen) : (a.Low, a.LowIsOpen);
        var (y, yIsOpen) = highOfB ? (b.High, b.HighIsOpen) : (b.Low, b.LowIsOpen);
        if (x == 0 || y == 0)
        {
            // 0 occurs if one of the factors can be 0, whatever the other is. Multiply accounts for 0 times infinity.
            return new(0, !((x == 0 && !xIsOpen) || (y == 0 && !yIsOpen)), true);
        }

        // A product that underflows keeps its sign.
        var product = x * y == 0 ? Math.Sign(x) * Math.Sign(y) * double.Epsilon : x * y;
        var overflows = double.IsInfinity(product) && !IsInfinite(x) && !IsInfinite(y);
        var isOpen = double.IsInfinity(product) ? !((IsInfinite(x) && !xIsOpen) || (IsInfinite(y) && !yIsOpen)) : xIsOpen || yIsOpen;
        return new(product, !overflows && isOpen, OutwardRounding.ProductIsExact(x, y));
    }

    private static bool IsOne(Interval a) => a is { Low: 1, IsPoint: true };

    private static bool Attains(Interval a, bool high) => high ? double.IsPositiveInfinity(a.High) && !a.HighIsOpen : double.IsNegativeInfinity(a.Low) && !a.LowIsOpen;

    private static bool IsInfinite(double x) => double.IsInfinity(x);
}
