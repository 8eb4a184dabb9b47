using System.Runtime.CompilerServices;

namespace LossDsl.Lanes;

/// <summary>log x by way of x = (1 + r) 2^k with r in [-1/4, 1/2).</summary>
internal static class Logarithm
{
    /// <summary>k ln 2 + log(1 + r).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Of<TLane>(TLane r, TLane k)
        where TLane : struct, ILane<TLane>
    {
        // ln 2 in two parts, both positive: for k = ±∞ they must not fight.
        var small = TLane.MultiplyAdd(k, TLane.Of(TLane.IsSingle ? 5.7699990475432857e-08 : 2.3190468138462995584e-17), OnePlus(r, r));
        return TLane.MultiplyAdd(k, TLane.Of(TLane.IsSingle ? 0.693147122859954833984375 : 0.69314718055994530942), small);
    }

    /// <summary>log(1 + r) - r + plus. The error of log(1 + r) is 2^-26.8 for float32, 2^-62 for float64.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane OnePlus<TLane>(TLane r, TLane plus)
        where TLane : struct, ILane<TLane>
    {
        if (TLane.IsSingle)
        {
            var curvature = Polynomial.Horner(TLane.Of(-0.04490963742136955), r, 0.10448333621025085, -0.131622314453125, 0.14482061564922333, -0.16647766530513763);
            curvature = Polynomial.Horner(curvature, r, 0.19990606606006622, -0.250000536441803, 0.3333345353603363, -0.5);
            return TLane.MultiplyAdd(r * r, curvature, plus);
        }

        var (s, z) = Artanh(r);
        var series = TLane.MultiplyAdd(TLane.Of(0.06921680409000268), z, 0.06586779047300845);
        series = TLane.MultiplyAdd(TLane.MultiplyAdd(series, z, 0.07695556994272136), z, 0.09090832913472303);
        series = Polynomial.Horner(series, z, 0.11111112148517442, 0.14285714277912795, 0.2000000000002834, 0.333333333333333);
        return Joined(r, s, z, series, plus);
    }

    /// <summary>log(1 + u) for u in [0, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane OnePlusFraction<TLane>(TLane u)
        where TLane : struct, ILane<TLane>
    {
        if (TLane.IsSingle)
        {
            var curvature = Polynomial.Horner(TLane.Of(-0.003290468594059348), u, 0.020086241886019707, -0.05745723098516464, 0.10661128163337708, -0.15344880521297455);
            curvature = Polynomial.Horner(curvature, u, 0.19692102074623108, -0.24958018958568573, 0.33330464363098145, -0.4999993145465851);
            return TLane.MultiplyAdd(u * u, curvature, u);
        }

        var (s, z) = Artanh(u);
        var series = TLane.MultiplyAdd(TLane.Of(0.08507690940115928), z, 0.04171020371557042);
        series = Polynomial.Horner(series, z, 0.060527955183383546, 0.06650521450225393, 0.07693277060052069, 0.09090872111089555);
        series = Polynomial.Horner(series, z, 0.11111111980296484, 0.1428571427400598, 0.20000000000077953, 0.33333333333333154);
        return Joined(u, s, z, series, u);
    }

    /// <summary>s and s² with log(1 + r) = 2 artanh s = 2 s (1 + s² series(s²)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLane S, TLane Z) Artanh<TLane>(TLane r)
        where TLane : struct, ILane<TLane>
    {
        var s = r / (2 + r);
        return (s, s * s);
    }

    /// <summary>log(1 + r) - r + plus. With r²/2 taken apart the rounding of s counts little (as Sun's fdlibm does it).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Joined<TLane>(TLane r, TLane s, TLane z, TLane series, TLane plus)
        where TLane : struct, ILane<TLane>
    {
        var halfSquare = 0.5 * r * r;
        return plus - (halfSquare - (s * TLane.MultiplyAdd(z + z, series, halfSquare)));
    }
}
