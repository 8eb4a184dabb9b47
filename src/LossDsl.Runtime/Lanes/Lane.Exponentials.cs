using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>Exponential functions on lanes for generated kernels.</summary>
public static partial class Lane
{
    /// <summary>Computes e^x. Error at most 1 ULP, also where the result is denormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Exp<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Exponential.WithoutOverflow(TLane.Min(TLane.Broadcast(TLane.LargestLogarithm), x));

    /// <summary>Computes e^x - 1. Error at most 2 ULP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Expm1<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Exponential.MinusOneWithoutOverflow(TLane.Min(TLane.Broadcast(TLane.LargestLogarithm), x));

    /// <summary>Computes 1 / (1 + e^-x). Error at most 3 ULP, also where the result is denormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Sigmoid<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        // e^-|x| never overflows, and the quotient has no cancellation. OR with -0 sets the sign bit.
        var e = Exponential.WithoutOverflow(TLane.Or(x, TLane.Broadcast(-0.0)));
        return TLane.Select(TLane.Less(x, TLane.Zero), e, TLane.One) / (e + 1);
    }

    /// <summary>Computes tanh x. Error at most 3 ULP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Tanh<TLane>(TLane x)
        where TLane : struct, ILane<TLane>
    {
        // e^(-2|x|) - 1 has no cancellation for small x.
        var e = Exponential.MinusOneWithoutOverflow(-2 * TLane.Abs(x));
        return TLane.Or(TLane.Abs(e) / (e + 2), TLane.And(x, TLane.Broadcast(-0.0)));
    }
}
