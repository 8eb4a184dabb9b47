using System.Runtime.CompilerServices;

namespace LossDsl.Lanes;

/// <summary>Lane of float64 elements: the limits of float64, and polynomials for exponentials and logarithms that are accurate to its last digit.</summary>
internal interface IDoubleLane<TSelf> : ILane<TSelf>
    where TSelf : struct, IDoubleLane<TSelf>
{
    static bool ILane<TSelf>.IsSingle => false;

    static double ILane<TSelf>.LargestLogarithm => 710;

    static double ILane<TSelf>.SmallestLogarithm => -746;

    static double ILane<TSelf>.SmallestLogarithmBesideOne => -40;

    static double ILane<TSelf>.Ln2 => 0.69314718055994530942;

    static double ILane<TSelf>.Ln2Rest => 2.3190468138462995584e-17;

    static double ILane<TSelf>.Log2ERest => 1.4109200603052236e-17;

    static double ILane<TSelf>.SmallestNormal => 2.2250738585072014E-308;

    static double ILane<TSelf>.LargestDenormal => 2.225073858507201E-308;

    static int ILane<TSelf>.Digits => 53;

    static int ILane<TSelf>.LargestHalfExponent => 1022;

    static double ILane<TSelf>.Lost(double number) => 0;

    /// <summary>Computes (e^r - 1 - r) / r². The relative error of e^r is 2^-56.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSelf ILane<TSelf>.ExponentialTail(TSelf r)
    {
        var tail = TSelf.MultiplyAdd(TSelf.Broadcast(2.5000058029938036e-08), r, 2.7630248390133894e-07);
        tail = TSelf.Horner(tail, r, 2.7557586384338787e-06, 2.4801493098850074e-05, 0.000198412695065681, 0.0013888888943630203);
        return TSelf.Horner(tail, r, 0.008333333333494466, 0.041666666666530155, 0.16666666666666413, 0.5000000000000011);
    }

    /// <summary>Computes log(1 + r) - r + plus. The error of log(1 + r) is 2^-62.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSelf ILane<TSelf>.LogarithmTail(TSelf r, TSelf plus)
    {
        var s = r / (r + 2);
        var z = s * s;
        var series = TSelf.MultiplyAdd(TSelf.Broadcast(0.06921680409000268), z, 0.06586779047300845);
        series = TSelf.Horner(series, z, 0.07695556994272136, 0.09090832913472303, 0.11111112148517442, 0.14285714277912795);
        series = TSelf.MultiplyAdd(TSelf.MultiplyAdd(series, z, 0.2000000000002834), z, 0.333333333333333);
        return Joined(r, s, z, series, plus);
    }

    /// <summary>Computes log(1 + u) with an error of 2^-59.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSelf ILane<TSelf>.LogarithmOfOnePlusFraction(TSelf u)
    {
        var s = u / (u + 2);
        var z = s * s;
        var series = TSelf.MultiplyAdd(TSelf.Broadcast(0.08507690940115928), z, 0.04171020371557042);
        series = TSelf.Horner(series, z, 0.060527955183383546, 0.06650521450225393, 0.07693277060052069, 0.09090872111089555);
        series = TSelf.Horner(series, z, 0.11111111980296484, 0.1428571427400598, 0.20000000000077953, 0.33333333333333154);
        return Joined(u, s, z, series, u);
    }

    /// <summary>
    /// Computes log(1 + r) - r + plus, with log(1 + r) = 2 artanh s = 2 s (1 + z series(z)), s = r / (2 + r) and z = s². As in Sun's fdlibm, r²/2 is
    /// separated, so that the rounding of s matters little.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TSelf Joined(TSelf r, TSelf s, TSelf z, TSelf series, TSelf plus)
    {
        var halfSquare = r * r * 0.5;
        return plus - (halfSquare - (s * TSelf.MultiplyAdd(z + z, series, halfSquare)));
    }
}
