using System.Runtime.CompilerServices;

namespace LossDsl.Lanes;

/// <summary>e^x by way of x = n ln 2 + r with a whole n and |r| ≤ ln 2 / 2, and a polynomial of least relative error for e^r.</summary>
internal static class Exponential
{
    private const double Log2E = 1.4426950408889634;

    /// <summary>e^x for x that e^x does not overflow at, or is not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane WithoutOverflow<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        // From there on down e^x is 0, and r would be nothing sensible.
        var r = Reduce(TLane.Max(TLane.Of(TLane.IsSingle ? -104 : -746), x), out var n);
        return TLane.Scale(OfRemainder(r), n);
    }

    /// <summary>e^r for |r| ≤ ln 2 / 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane OfRemainder<TLane>(TLane r)
        where TLane : struct, ILane<TLane> =>
        TLane.MultiplyAdd(TLane.MultiplyAdd(Curvature(r), r, 1), r, 1);

    /// <summary>e^x - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane MinusOneWithoutOverflow<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        // From there on down e^x - 1 is -1.
        var r = Reduce(TLane.Max(TLane.Of(TLane.IsSingle ? -20 : -40), x), out var n);
        var ofRemainder = TLane.MultiplyAdd(r * r, Curvature(r), r);

        // 2^n (e^r - 1) + 2^n - 1, in halves because 2^n may overflow where the result does not.
        var half = TLane.PowerOfTwo(n - 1);
        var result = TLane.MultiplyAdd(half, ofRemainder, half - 0.5);
        return result + result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Reduce<TLane>(TLane x, out TLane n)
        where TLane : struct, ILane<TLane>
    {
        n = TLane.Round(x * Log2E);

        // ln 2 in two parts: the first difference is exact, the second one has all digits.
        var r = TLane.MultiplyAdd(n, TLane.Of(TLane.IsSingle ? -0.693147182464599609375 : -0.69314718055994530942), x);
        return TLane.MultiplyAdd(n, TLane.Of(TLane.IsSingle ? 1.9046542999995776e-9 : -2.3190468138462995584e-17), r);
    }

    /// <summary>(e^r - 1 - r) / r². The error of e^r is 2^-28 for float32, 2^-56 for float64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Curvature<TLane>(TLane r)
        where TLane : struct, ILane<TLane>
    {
        if (TLane.IsSingle)
        {
            return Polynomial.Horner(TLane.Of(0.001381459878757596), r, 0.008368716575205326, 0.04166838899254799, 0.1666652113199234, 0.4999999403953552);
        }

        var value = TLane.MultiplyAdd(TLane.Of(2.5000058029938036e-08), r, 2.7630248390133894e-07);
        value = Polynomial.Horner(value, r, 2.7557586384338787e-06, 2.4801493098850074e-05, 0.000198412695065681, 0.0013888888943630203);
        return Polynomial.Horner(value, r, 0.008333333333494466, 0.041666666666530155, 0.16666666666666413, 0.5000000000000011);
    }
}
