namespace LossDsl.Generator.Formulas;

/// <summary>
/// Rounds the ends of intervals outward by units in the last place, so that an interval contains the exact result of an operation. Exact results, 0, infinities and NaN
/// stay as they are.
/// </summary>
internal static class OutwardRounding
{
    /// <summary>Returns a lower bound of the exact result that was rounded to <paramref name="value"/>.</summary>
    /// <param name="value">The rounded result.</param>
    /// <param name="isExact">Whether the result has no rounding error.</param>
    /// <param name="units">The largest rounding error, in units in the last place.</param>
    public static double Down(double value, bool isExact, int units = 1) => isExact || IsExact(value) ? value : Step(value, -units);

    /// <summary>Returns an upper bound of the exact result that was rounded to <paramref name="value"/>; parameters as for <see cref="Down"/>.</summary>
    public static double Up(double value, bool isExact, int units = 1) => isExact || IsExact(value) ? value : Step(value, units);

    /// <summary>Returns a lower bound of the exact sum.</summary>
    public static double SumDown(double a, double b) => Down(a + b, SumIsExact(a, b));

    /// <summary>Returns an upper bound of the exact sum.</summary>
    public static double SumUp(double a, double b) => Up(a + b, SumIsExact(a, b));

    // By Knuth's TwoSum: the rounding error of a sum is itself a double, computed exactly.
    private static bool SumIsExact(double a, double b)
    {
        var sum = a + b;
        var partOfB = sum - a;
        return (a - (sum - partOfB)) + (b - partOfB) == 0;
    }

    /// <summary>
    /// Whether the product of two doubles has no rounding error, by Dekker's splitting: products of half-length factors are exact.
    /// False also where the splitting could overflow or underflow, unless a factor is 0.
    /// </summary>
    public static bool ProductIsExact(double a, double b)
    {
        const double Splitter = 134217729;
        var product = a * b;
        if (Math.Abs(a) > 1e150 || Math.Abs(b) > 1e150 || Math.Abs(product) < 1e-150)
        {
            return product == 0 && (a == 0 || b == 0);
        }

        var (scaledA, scaledB) = (Splitter * a, Splitter * b);
        var (highA, highB) = (scaledA - (scaledA - a), scaledB - (scaledB - b));
        var (lowA, lowB) = (a - highA, b - highB);
        return product - (highA * highB) - (lowA * highB) - (highA * lowB) - (lowA * lowB) == 0;
    }

    private static bool IsExact(double value) => value == 0 || double.IsInfinity(value) || double.IsNaN(value);

    private static double Step(double value, int units)
    {
        // Near underflow a unit in the last place may be smaller than the rounding error, so the step is to 0, or to twice the value.
        if (Math.Abs(value) < 1e-300)
        {
            return value > 0 == units > 0 ? 2 * value : 0;
        }

        var bits = BitConverter.DoubleToInt64Bits(value);
        return BitConverter.Int64BitsToDouble(value > 0 ? bits + units : bits - units);
    }
}
