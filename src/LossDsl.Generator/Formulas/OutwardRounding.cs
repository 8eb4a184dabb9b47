namespace LossDsl.Generator.Formulas;

/// <summary>Bounds rounded outwards by one unit in the last place. 0, infinities and small whole numbers stay as they are: results of arithmetic are exact there.</summary>
internal static class OutwardRounding
{
    public static double Down(double value, bool isExact, int units = 1) => isExact || IsExact(value) ? value : Step(value, -units);

    public static double Up(double value, bool isExact, int units = 1) => isExact || IsExact(value) ? value : Step(value, units);

    public static double SumDown(double a, double b) => Down(a + b, SumIsExact(a, b));

    public static double SumUp(double a, double b) => Up(a + b, SumIsExact(a, b));

    // Knuth: the error of a sum is itself a sum.
    private static bool SumIsExact(double a, double b)
    {
        var sum = a + b;
        var partOfB = sum - a;
        return (a - (sum - partOfB)) + (b - partOfB) == 0;
    }

    // Dekker: the halves of the factors multiply without error.
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
        // Among the smallest of all numbers there are no last places.
        if (Math.Abs(value) < 1e-300)
        {
            return value > 0 == units > 0 ? 2 * value : 0;
        }

        var bits = BitConverter.DoubleToInt64Bits(value);
        return BitConverter.Int64BitsToDouble(value > 0 ? bits + units : bits - units);
    }
}
