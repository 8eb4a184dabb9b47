using System.Globalization;
using System.Numerics;

namespace LossDsl.Conformance.Digits.Precise;

/// <summary>Tests that the oracle of float64 has 30 digits, beside constants known to more.</summary>
public sealed class DoubleDoubleTests
{
    [Fact]
    public void Arithmetic_and_functions_have_thirty_digits()
    {
        AssertNear("1.41421356237309504880168872420969807856967", DoubleDoubleMath.Sqrt(2));
        AssertNear("2.71828182845904523536028747135266249775724", DoubleDoubleMath.Exp(1));
        AssertNear("0.36787944117144232159552377016146086744581", DoubleDoubleMath.Exp(-1));
        AssertNear("1.71828182845904523536028747135266249775724", DoubleDoubleMath.ExpM1(1));
        AssertNear("0.69314718055994530941723212145817656807550", DoubleDoubleMath.Log(2));
        AssertNear("0.69314718055994530941723212145817656807550", DoubleDoubleMath.Log1P(1));
        AssertNear("0.33333333333333333333333333333333333333333", (DoubleDouble)1 / 3);
        AssertNear("0.33333333333333333333333333333333333333333", ((DoubleDouble)4 / 3) - 1);
    }

    // Numbers whose leading digits cancel if 1 is added and subtracted again: x = 2^-40, whose float64 is exact.
    [Fact]
    public void Functions_of_small_numbers_keep_their_digits()
    {
        var x = Math.ScaleB(1, -40);
        var series = (DoubleDouble)x + ((DoubleDouble)x * x / 2) + ((DoubleDouble)x * x * x / 6);

        Assert.InRange(Relative(DoubleDoubleMath.ExpM1(x), series), 0, 1e-30);
        Assert.InRange(Relative(DoubleDoubleMath.Log1P(series), x), 0, 1e-30);
    }

    private static void AssertNear(string expected, DoubleDouble actual)
    {
        var digits = expected.Length - 2;
        var scale = BigInteger.Pow(10, digits);
        var whole = BigInteger.Parse(expected.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        var error = Scaled(actual.High) + Scaled(actual.Low) - whole;
        Assert.True(BigInteger.Abs(error) <= BigInteger.Pow(10, digits - 30) * 3, $"{expected}: off by {error}e-{digits}");

        BigInteger Scaled(double part) => new BigInteger(Math.ScaleB(part, 120)) * scale >> 120;
    }

    private static double Relative(DoubleDouble actual, DoubleDouble expected) => Math.Abs(((actual - expected) / expected).High);
}
