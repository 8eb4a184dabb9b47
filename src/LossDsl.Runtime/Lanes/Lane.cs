using System.ComponentModel;
using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>Functions of formulas on lanes, which generated kernels call. Each gives the same bits for every lane width.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lane
{
    // Lower limit of arguments whose function has an infinite value or derivative at 0.
    private const double Smallest = 1e-30;

    /// <summary>Computes the square root, correctly rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Sqrt<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        TLane.Sqrt(x);

    /// <summary>Computes |x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Abs<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        TLane.Abs(x);

    /// <summary>Computes the sign of x: 1 or -1, and x itself where x is 0 or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Sign<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        TLane.Select(TLane.Greater(x, TLane.Zero), TLane.One, TLane.Select(TLane.Less(x, TLane.Zero), -TLane.One, x));

    /// <summary>Computes x².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Square<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        x * x;

    /// <summary>Computes the larger of a and b; NaN where one is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Max<TLane>(TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.Select(TLane.Equal(a, a), TLane.Max(a, b), a);

    /// <summary>Computes the larger of a and b; NaN where one is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Max<TLane>(TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        double.IsNaN(b) ? TLane.Broadcast(b) : TLane.Max(TLane.Broadcast(b), a);

    /// <summary>Computes the larger of a and b; NaN where one is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Max<TLane>(double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        Max(b, a);

    /// <summary>Computes the smaller of a and b; NaN where one is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Min<TLane>(TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.Select(TLane.Equal(a, a), TLane.Min(a, b), a);

    /// <summary>Computes the smaller of a and b; NaN where one is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Min<TLane>(TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        double.IsNaN(b) ? TLane.Broadcast(b) : TLane.Min(TLane.Broadcast(b), a);

    /// <summary>Computes the smaller of a and b; NaN where one is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Min<TLane>(double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        Min(b, a);

    /// <summary>Computes max(x, 1e-30), which keeps derivatives and logarithms finite at 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane ClampPositive<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        TLane.Max(TLane.Broadcast(Smallest), x);

    /// <summary>Computes a (1 - w) + b w: a where w is 0, b where w is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Lerp<TLane>(TLane a, TLane b, TLane w)
        where TLane : struct, ILane<TLane> =>
        TLane.MultiplyAdd(b, w, a * (1 - w));

    /// <summary>Computes a (1 - w) + b w: a where w is 0, b where w is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Lerp<TLane>(TLane a, double b, TLane w)
        where TLane : struct, ILane<TLane> =>
        Lerp(a, TLane.Broadcast(b), w);

    /// <summary>Computes a (1 - w) + b w: a where w is 0, b where w is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Lerp<TLane>(double a, TLane b, TLane w)
        where TLane : struct, ILane<TLane> =>
        Lerp(TLane.Broadcast(a), b, w);

    /// <summary>Computes a (1 - w) + b w: a where w is 0, b where w is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Lerp<TLane>(double a, double b, TLane w)
        where TLane : struct, ILane<TLane> =>
        Lerp(TLane.Broadcast(a), TLane.Broadcast(b), w);
}
