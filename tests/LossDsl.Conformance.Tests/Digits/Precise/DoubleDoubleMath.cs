namespace LossDsl.Conformance.Digits.Precise;

/// <summary>Functions of <see cref="DoubleDouble"/>. Roots and logarithms are those of float64, corrected by one step of Newton's method, which doubles their digits.</summary>
internal static class DoubleDoubleMath
{
    private const int Halvings = 9, Terms = 12;

    private static readonly DoubleDouble Ln2 = new(0.69314718055994529, 2.3190468138462996e-17);

    public static DoubleDouble Sqrt(DoubleDouble x) => Math.Sqrt(x.High) is var root && root == 0 ? 0 : root + ((x - ((DoubleDouble)root * root)) / (2 * root));

    public static DoubleDouble Exp(DoubleDouble x)
    {
        var power = (int)Math.Round(x.High / Ln2.High);
        return (1 + ExpM1OfSmall(x - (power * Ln2))).Scale(power);
    }

    /// <summary>Returns e^x - 1 with all digits for a small x.</summary>
    public static DoubleDouble ExpM1(DoubleDouble x) => Math.Abs(x.High) < 0.5 ? ExpM1OfSmall(x) : Exp(x) - 1;

    public static DoubleDouble Log(DoubleDouble x) => Math.Log(x.High) is var log ? log + ((x * Exp(-log)) - 1) : default;

    /// <summary>Returns log(1 + x) with all digits for a small x.</summary>
    public static DoubleDouble Log1P(DoubleDouble x) => LossMath.Log1P(x.High) is var log ? log + ((x - ExpM1(log)) * Exp(-log)) : default;

    // The series of e^(x/512) - 1, and e^2x - 1 = 2 (e^x - 1) + (e^x - 1)².
    private static DoubleDouble ExpM1OfSmall(DoubleDouble x)
    {
        var small = x.Scale(-Halvings);
        DoubleDouble sum = 0;
        for (var i = Terms; i > 0; i--)
        {
            sum = small * (1 + sum) / i;
        }

        return Enumerable.Repeat(0, Halvings).Aggregate(sum, static (half, _) => (2 * half) + (half * half));
    }
}
