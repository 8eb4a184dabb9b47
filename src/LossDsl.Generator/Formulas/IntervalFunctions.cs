namespace LossDsl.Generator.Formulas;

/// <summary>
/// Computes the ranges of functions from the ranges of their arguments. Values of the math library, which are right to about one unit in the last place, are widened outward by
/// about four units.
/// </summary>
internal static class IntervalFunctions
{
    // The relative error that is allowed to a function of the library.
    private const double Library = 1e-15;

    /// <summary>Returns the range of an increasing function.</summary>
    /// <param name="f">The function; its values at infinities must be its limits.</param>
    /// <param name="x">The range of the argument.</param>
    public static Interval Increasing(Func<double, double> f, Interval x) => new Interval(
        LowerBound(f, x.Low), UpperBound(f, x.High), EndIsOpen(f, x.Low, x.LowIsOpen), EndIsOpen(f, x.High, x.HighIsOpen)).OrUndefined(x.MayBeUndefined);

    /// <summary>Returns the range of an even function that increases with |x|.</summary>
    public static Interval Even(Func<double, double> f, Interval x) => Increasing(f, Abs(x));

    /// <summary>Returns the range of a function that lies in [low, high] and is undefined at infinities, such as a sine.</summary>
    public static Interval Within(double low, double high, Func<double, double> f, Interval x) => x.IsPoint && !double.IsInfinity(x.Low)
        ? new(Math.Max(low, LowerBound(f, x.Low)), Math.Min(high, UpperBound(f, x.Low)))
        : new Interval(low, high).OrUndefined(x.MayBeUndefined || IntervalArithmetic.AttainsInfinity(x));

    /// <summary>Returns the range of a function that increases on [low, high] and is NaN elsewhere.</summary>
    public static Interval IncreasingWithin(double low, double high, Func<double, double> f, Interval x) => x.Low > high || x.High < low
        ? Interval.Anything
        : Increasing(f, x.Intersect(new(low, high))).OrUndefined(x.Low < low || x.High > high || x.MayBeUndefined);

    public static Interval Abs(Interval x) => x.Low >= 0 ? x
        : x.High <= 0 ? IntervalArithmetic.Negate(x)
        : new(0, Math.Max(-x.Low, x.High), false, x.High == -x.Low ? x.HighIsOpen && x.LowIsOpen : x.High > -x.Low ? x.HighIsOpen : x.LowIsOpen, x.MayBeUndefined);

    public static Interval Max(Interval a, Interval b) => new(
        Math.Max(a.Low, b.Low),
        Math.Max(a.High, b.High),
        a.Low == b.Low ? a.LowIsOpen || b.LowIsOpen : a.Low > b.Low ? a.LowIsOpen : b.LowIsOpen,
        a.High == b.High ? a.HighIsOpen && b.HighIsOpen : a.High > b.High ? a.HighIsOpen : b.HighIsOpen,
        a.MayBeUndefined || b.MayBeUndefined);

    public static Interval Min(Interval a, Interval b) => IntervalArithmetic.Negate(Max(IntervalArithmetic.Negate(a), IntervalArithmetic.Negate(b)));

    public static Interval Sign(Interval x) => new(x.Low > 0 || (x.Low == 0 && x.LowIsOpen) ? 1 : x.Low >= 0 ? 0 : -1, x.High < 0 || (x.High == 0 && x.HighIsOpen) ? -1 : x.High <= 0 ? 0 : 1, MayBeUndefined: x.MayBeUndefined);

    public static Interval Tan(Interval x) => x.Low > -1.57 && x.High < 1.57
        ? Increasing(Math.Tan, x)
        : Interval.Real.OrUndefined(x.MayBeUndefined || IntervalArithmetic.AttainsInfinity(x));

    /// <summary>Returns the range of the angle of (x, y): from the quotient y / x if x is positive and both are finite, otherwise from the signs.</summary>
    public static Interval Atan2(Interval y, Interval x)
    {
        var undefined = y.MayBeUndefined || x.MayBeUndefined;
        if (x.IsPositive && x.IsFinite && y.IsFinite)
        {
            return Increasing(Math.Atan, IntervalArithmetic.Divide(y, x)).OrUndefined(undefined);
        }

        var (half, whole) = (x.IsPositive ? 0.5 : 1, Math.PI * (1 + Library));
        return new Interval(y.IsPositive ? 0 : -half * whole, y.IsNegative ? 0 : half * whole).OrUndefined(undefined);
    }

    /// <summary>Returns the range of a (1 - w) + b w, which lies between a and b if w is in [0, 1].</summary>
    public static Interval Lerp(Interval a, Interval b, Interval w) => w is { Low: >= 0, High: <= 1, MayBeUndefined: false }
        ? a.Hull(b).OrUndefined(IntervalArithmetic.AttainsInfinity(a) || IntervalArithmetic.AttainsInfinity(b))
        : IntervalArithmetic.Add(IntervalArithmetic.Multiply(a, IntervalArithmetic.Subtract(Interval.Point(1), w)), IntervalArithmetic.Multiply(b, w));

    // An open end stays open only where rounding cannot reach it: at f(0) = 0, at a pole, and at an infinity that only an infinite argument gives.
    private static bool EndIsOpen(Func<double, double> f, double x, bool isOpen) => isOpen && f(x) is var value
        && ((x == 0 && value == 0) || (double.IsInfinity(value) && (x is 0 or 1 or -1 || (double.IsInfinity(x) && !double.IsInfinity(f(x > 0 ? double.MaxValue : double.MinValue))))));

    private static double LowerBound(Func<double, double> f, double x) => f(x) is var value && IsExact(value) ? value : value - (Library * Math.Abs(value));

    private static double UpperBound(Func<double, double> f, double x) => f(x) is var value && IsExact(value) ? value : value + (Library * Math.Abs(value));

    private static bool IsExact(double value) => double.IsInfinity(value) || (value == Math.Floor(value) && Math.Abs(value) <= 1024);
}
