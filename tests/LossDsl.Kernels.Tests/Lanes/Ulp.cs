namespace LossDsl.Kernels.Tests.Lanes;

/// <summary>Computes errors in units in the last place of the exact value. A wrong infinity or NaN is an infinite error.</summary>
internal static class Ulp
{
    public static double Error(float value, double expected)
    {
        if (value.Equals((float)expected))
        {
            return Math.Abs(value - expected) is var near && double.IsFinite(near) ? near / Unit(expected, -126, 23) : 0;
        }

        return float.IsFinite(value) && Math.Abs(expected) < 3.5e38 ? Math.Abs(value - expected) / Unit(expected, -126, 23) : double.PositiveInfinity;
    }

    public static double Error(double value, DoubleDouble expected) => value.Equals(expected.High) && !double.IsFinite(value)
        ? 0
        : Math.Abs((value - expected).High) / Unit(expected.High, -1022, 52);

    private static double Unit(double value, int smallestExponent, int digits) =>
        Math.ScaleB(1, (value == 0 ? smallestExponent : Math.Max(Math.ILogB(value), smallestExponent)) - digits);
}
