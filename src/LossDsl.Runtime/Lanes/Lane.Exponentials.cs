using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>Functions that rest on the exponential one.</summary>
public static partial class Lane
{
    /// <summary>e^x. Error at most 1 ULP, also where the result is denormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Exp<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Exponential.WithoutOverflow(TLane.Min(TLane.Broadcast(TLane.LargestLogarithm), x));

    /// <summary>e^x - 1. Error at most 2 ULP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Expm1<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Exponential.MinusOneWithoutOverflow(TLane.Min(TLane.Broadcast(TLane.LargestLogarithm), x));

    /// <summary>1 / (1 + e^-x). Error at most 3 ULP, also where the result is denormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Sigmoid<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        // Of -|x|, which has the sign bit set: nothing overflows, and small values keep their digits.
        var e = Exponential.WithoutOverflow(TLane.Or(x, TLane.Broadcast(-0.0)));
        return TLane.Select(TLane.Less(x, TLane.Zero), e, TLane.One) / (e + 1);
    }

    /// <summary>The hyperbolic tangent. Error at most 3 ULP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Tanh<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        // e^(-2|x|) - 1, which keeps the digits of small x.
        var e = Exponential.MinusOneWithoutOverflow(-2 * TLane.Abs(x));
        return TLane.Or(TLane.Abs(e) / (e + 2), TLane.And(x, TLane.Broadcast(-0.0)));
    }
}
