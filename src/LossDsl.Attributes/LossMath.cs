namespace LossDsl;

/// <summary>Functions for formulas beside those of <see cref="Math"/>, each computed without overflow and without losing digits near its limits.</summary>
public static class LossMath
{
    private const double Smallest = 1e-30;

    /// <summary>1 / (1 + e^-x).</summary>
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>log(1 + e^x).</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Log1P(Math.Exp(-Math.Abs(x)));

    /// <summary>log(cosh(x)).</summary>
    public static double LogCosh(double x) => Math.Abs(x) <= 1
        ? Log1P(2 * Square(Math.Sinh(x / 2)))
        : Math.Abs(x) + Log1P(Math.Exp(-2 * Math.Abs(x))) - Math.Log(2);

    /// <summary>x, which is constant in the backward.</summary>
    public static double StopGradient(double x) => x;

    /// <summary>1 for positive numbers, -1 for negative ones, 0 for 0; NaN for NaN, of which <see cref="Math.Sign(double)"/> throws.</summary>
    public static double Sign(double x) => double.IsNaN(x) ? x : Math.Sign(x);

    /// <summary>x².</summary>
    public static double Square(double x) => x * x;

    /// <summary>
    /// The derivative of x^e by x, e x^(e - 1). For 0 &lt; e &lt; 1 it is infinite at x = 0; there x is kept above 1e-30, so that the result is large but finite.
    /// </summary>
    public static double PowSlope(double x, double e) => e == 0 ? 0 : e * Math.Pow(e is > 0 and < 1 ? Math.Max(x, Smallest) : x, e - 1);

    /// <summary>log(1 + x), with all digits for small x.</summary>
    public static double Log1P(double x)
    {
        // Kahan: the rounding of 1 + x cancels in the quotient.
        var u = 1 + x;
        return u == 1 ? x : double.IsInfinity(u) ? u : Math.Log(u) * x / (u - 1);
    }

    /// <summary>e^x - 1, with all digits for small x.</summary>
    public static double ExpM1(double x) => Math.Abs(x) > 0.5 ? Math.Exp(x) - 1 : 2 * Math.Sinh(x / 2) * Math.Exp(x / 2);
}
