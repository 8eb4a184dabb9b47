namespace LossDsl.Generator.Formulas;

/// <summary>Computes functions of doubles that netstandard2.0 lacks, without cancellation near 0 and without overflow of intermediate results.</summary>
internal static class MoreMath
{
    /// <summary>Computes log(1 + x); NaN for x below -1.</summary>
    public static double LogP1(double x)
    {
        // By Kahan: the rounding error of 1 + x cancels in the quotient.
        var u = 1 + x;
        return u == 1 ? x : double.IsInfinity(u) ? u : Math.Log(u) * x / (u - 1);
    }

    /// <summary>Computes e^x - 1.</summary>
    public static double ExpM1(double x)
    {
        if (Math.Abs(x) > 0.5)
        {
            return Math.Exp(x) - 1;
        }

        // e^x - 1 = 2 sinh(x/2) e^(x/2), which does not cancel near 0.
        return 2 * Math.Sinh(x / 2) * Math.Exp(x / 2);
    }

    /// <summary>Computes the real cube root, also of negative numbers.</summary>
    public static double Cbrt(double x)
    {
        if (x == 0 || double.IsInfinity(x) || double.IsNaN(x))
        {
            return x;
        }

        // The exponent 1/3 is not exact as a double; one Newton step corrects the power.
        var root = Math.Pow(Math.Abs(x), 1.0 / 3);
        return Math.Sign(x) * (root - ((root - (Math.Abs(x) / root / root)) / 3));
    }

    /// <summary>Computes the inverse of sinh.</summary>
    public static double Asinh(double x)
    {
        var size = Math.Abs(x);
        var result = size > 1e150 ? Math.Log(size) + Math.Log(2) : LogP1(size + (size * size / (1 + Math.Sqrt(1 + (size * size)))));
        return x < 0 ? -result : result;
    }

    /// <summary>Computes the inverse of cosh; NaN for x below 1.</summary>
    public static double Acosh(double x) => x > 1e150 ? Math.Log(x) + Math.Log(2) : LogP1(x - 1 + (Math.Sqrt(x - 1) * Math.Sqrt(x + 1)));

    /// <summary>Computes the inverse of tanh; NaN for |x| above 1.</summary>
    public static double Atanh(double x) => (LogP1(x) - LogP1(-x)) / 2;
}
