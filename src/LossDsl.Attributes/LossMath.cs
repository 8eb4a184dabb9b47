using System.ComponentModel;

namespace LossDsl;

/// <summary>
/// Computes functions that formulas need beside those of <see cref="Math"/>. Each is accurate near its limits, and infinite only where the exact value is infinite or too large for a double.
/// In a formula the generator replaces each call by its tensor and kernel form; called directly, the methods here give the value.
/// </summary>
public static class LossMath
{
    private const double Smallest = 1e-30;

    /// <summary>Computes the logistic function, 1 / (1 + e^-x), in [0, 1].</summary>
    /// <remarks>For x below about -709 the term e^-x overflows to infinity, and the result is 0. The true value there is below 1e-308.</remarks>
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>Computes softplus, log(1 + e^x), without overflow for large x.</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Log1P(Math.Exp(-Math.Abs(x)));

    /// <summary>Computes the logarithm of the logistic function, -log(1 + e^-x), without overflow for small x.</summary>
    public static double LogSigmoid(double x) => -Softplus(-x);

    /// <summary>Computes max(x, 0).</summary>
    public static double Relu(double x) => Math.Max(x, 0);

    /// <summary>
    /// Returns x, but at least <paramref name="low"/> and at most <paramref name="high"/>. Where hyperparameters put <paramref name="low"/> above <paramref name="high"/>, the result
    /// is <paramref name="high"/>, as that of tensors; <c>Math.Clamp</c> throws there.
    /// </summary>
    public static double Clamp(double x, double low, double high) => Math.Min(Math.Max(x, low), high);

    /// <summary>Computes log(cosh(x)), without overflow for large |x| and without cancellation near 0.</summary>
    public static double LogCosh(double x) => Math.Abs(x) <= 1
        ? Log1P(2 * Square(Math.Sinh(x / 2)))
        : Math.Abs(x) + Log1P(Math.Exp(-2 * Math.Abs(x))) - Math.Log(2);

    /// <summary>Returns x. In a formula the result is constant in the backward pass.</summary>
    public static double StopGradient(double x) => x;

    /// <summary>Returns 1 for positive x, -1 for negative x, 0 for 0, and NaN for NaN, for which <see cref="Math.Sign(double)"/> throws.</summary>
    public static double Sign(double x) => double.IsNaN(x) ? x : Math.Sign(x);

    /// <summary>Computes x².</summary>
    public static double Square(double x) => x * x;

    /// <summary>
    /// Computes the derivative of x^e by x: e x^(e - 1), and 0 for e = 0. For 0 &lt; e &lt; 1 the derivative is infinite at x = 0.
    /// For such e, x below 1e-30 is replaced by 1e-30, so that the result is large but finite.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static double PowSlope(double x, double e) => e == 0 ? 0 : e * Math.Pow(e is > 0 and < 1 ? Math.Max(x, Smallest) : x, e - 1);

    /// <summary>Computes log(1 + x) with full relative accuracy for small x.</summary>
    public static double Log1P(double x)
    {
        // Kahan: the rounding of 1 + x cancels in the quotient.
        var u = 1 + x;
        return u == 1 ? x : double.IsInfinity(u) ? u : Math.Log(u) * x / (u - 1);
    }

    /// <summary>Computes e^x - 1 with full relative accuracy for small x.</summary>
    public static double ExpM1(double x) => Math.Abs(x) > 0.5 ? Math.Exp(x) - 1 : 2 * Math.Sinh(x / 2) * Math.Exp(x / 2);
}
