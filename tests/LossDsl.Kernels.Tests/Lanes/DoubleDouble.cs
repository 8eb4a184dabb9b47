namespace LossDsl.Kernels.Tests.Lanes;

/// <summary>
/// Number stored as the unevaluated sum of two float64, with about 106 significant bits (Dekker 1971). The reference that errors of float64 functions are measured against.
/// </summary>
internal readonly record struct DoubleDouble(double High, double Low)
{
    public static DoubleDouble Ln2 { get; } = new(0.6931471805599453, 2.3190468138462996e-17);

    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.High, -a.Low);

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        var (sum, error) = Sum(a.High, b.High);
        var (low, lowest) = Sum(a.Low, b.Low);
        var (high, rest) = Sum(sum, error + low);
        return Joined(high, rest + lowest);
    }

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        var product = a.High * b.High;
        var error = Math.FusedMultiplyAdd(a.High, b.High, -product);
        return Joined(product, error + (a.High * b.Low) + (a.Low * b.High));
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        var first = a.High / b.High;
        var rest = a - (b * first);
        var second = rest.High / b.High;
        rest -= b * second;
        return (DoubleDouble)first + second + (rest.High / b.High);
    }

    public static DoubleDouble Abs(DoubleDouble x) => x.High < 0 ? -x : x;

    public static DoubleDouble Exp(DoubleDouble x)
    {
        var n = Math.Round(x.High / Ln2.High);
        var result = 1 + Expm1OfSmall(x - (n * Ln2));

        // Two factors, because 2^n may overflow or underflow although the result does not.
        var half = Math.Round(n / 2);
        var (a, b) = (Math.ScaleB(1, (int)half), Math.ScaleB(1, (int)(n - half)));
        return new(result.High * a * b, result.Low * a * b);
    }

    public static DoubleDouble Expm1(DoubleDouble x) => Math.Abs(x.High) < 1 ? Expm1OfSmall(x) : Exp(x) - 1;

    public static DoubleDouble Log1p(DoubleDouble x)
    {
        if (x.High is > 1e30 or < -0.9)
        {
            return Log(1 + x);
        }

        // One step of Newton's method on e^y - 1 = x doubles the number of correct digits.
        var y = LossMath.Log1P(x.High);
        var e = Expm1(y);
        return y + ((x - e) / (1 + e));
    }

    public static DoubleDouble Log(DoubleDouble x)
    {
        // Scaled to the interval around 1, so that no intermediate value overflows.
        var n = Math.ILogB(x.High);
        var scaled = new DoubleDouble(Math.ScaleB(x.High, -n), Math.ScaleB(x.Low, -n));
        if (scaled.High > 1.5)
        {
            (scaled, n) = (scaled * 0.5, n + 1);
        }

        return (n * Ln2) + Log1p(scaled - 1);
    }

    /// <summary>Computes e^x - 1 for small x: the Taylor series at x / 2^8, doubled eight times by e^2x - 1 = (e^x - 1)(e^x + 1).</summary>
    private static DoubleDouble Expm1OfSmall(DoubleDouble x)
    {
        const int Doublings = 8;
        x *= Math.ScaleB(1, -Doublings);
        DoubleDouble sum = 0;
        for (var k = 14; k > 0; k--)
        {
            sum = (1 + sum) * x / k;
        }

        for (var i = 0; i < Doublings; i++)
        {
            sum *= 2 + sum;
        }

        return sum;
    }

    private static (double Sum, double Error) Sum(double a, double b)
    {
        var sum = a + b;
        var rest = sum - a;
        return (sum, a - (sum - rest) + (b - rest));
    }

    private static DoubleDouble Joined(double high, double low)
    {
        var sum = high + low;
        return new(sum, low - (sum - high));
    }
}
