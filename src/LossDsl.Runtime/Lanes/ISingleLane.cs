using System.Runtime.CompilerServices;

namespace LossDsl.Lanes;

/// <summary>Lane of float32 elements: the limits of float32, and polynomials for exponentials and logarithms that are accurate to its last digit.</summary>
internal interface ISingleLane<TSelf> : ILane<TSelf>
    where TSelf : struct, ISingleLane<TSelf>
{
    static bool ILane<TSelf>.IsSingle => true;

    static double ILane<TSelf>.LargestLogarithm => 89;

    static double ILane<TSelf>.SmallestLogarithm => -104;

    static double ILane<TSelf>.SmallestLogarithmBesideOne => -20;

    static double ILane<TSelf>.Ln2 => 0.693147122859954833984375;

    static double ILane<TSelf>.Ln2Rest => 5.7699990475432857e-8;

    static double ILane<TSelf>.Log2ERest => 1.3349758349838185e-8;

    static double ILane<TSelf>.SmallestNormal => 1.17549435E-38;

    static double ILane<TSelf>.LargestDenormal => 1.1754942E-38;

    static int ILane<TSelf>.Digits => 24;

    static int ILane<TSelf>.LargestHalfExponent => 126;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static double ILane<TSelf>.Lost(double number) => number - (float)number;

    /// <summary>Computes (e^r - 1 - r) / r². The relative error of e^r is 2^-28.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSelf ILane<TSelf>.ExponentialTail(TSelf r) =>
        TSelf.Horner(TSelf.Broadcast(0.001381459878757596), r, 0.008368716575205326, 0.04166838899254799, 0.1666652113199234, 0.4999999403953552);

    /// <summary>Computes log(1 + r) - r + plus. The error of log(1 + r) is 2^-26.8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSelf ILane<TSelf>.LogarithmTail(TSelf r, TSelf plus)
    {
        var tail = TSelf.Horner(TSelf.Broadcast(-0.04490963742136955), r, 0.10448333621025085, -0.131622314453125, 0.14482061564922333, -0.16647766530513763);
        tail = TSelf.Horner(tail, r, 0.19990606606006622, -0.250000536441803, 0.3333345353603363, -0.5);
        return TSelf.MultiplyAdd(r * r, tail, plus);
    }

    /// <summary>Computes log(1 + u) with an error of 2^-27.5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TSelf ILane<TSelf>.LogarithmOfOnePlusFraction(TSelf u)
    {
        var tail = TSelf.Horner(TSelf.Broadcast(-0.003290468594059348), u, 0.020086241886019707, -0.05745723098516464, 0.10661128163337708, -0.15344880521297455);
        tail = TSelf.Horner(tail, u, 0.19692102074623108, -0.24958018958568573, 0.33330464363098145, -0.4999993145465851);
        return TSelf.MultiplyAdd(u * u, tail, u);
    }
}
