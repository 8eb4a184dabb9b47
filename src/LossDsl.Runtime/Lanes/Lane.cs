using System.ComponentModel;
using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>The functions of formulas, over lanes: what generated kernels call. Each gives the same bits in every width of lane.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lane
{
    private const double Smallest = 1e-30;

    /// <summary>The square root. Correctly rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Sqrt<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        TLane.Sqrt(x);

    /// <summary>|x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Abs<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        TLane.Abs(x);

    /// <summary>1 for positive numbers, -1 for negative ones; x itself where it is 0 or not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Sign<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        TLane.Select(TLane.Greater(x, TLane.Zero), TLane.One, TLane.Select(TLane.Less(x, TLane.Zero), -TLane.One, x));

    /// <summary>x².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Square<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        x * x;

    /// <summary>The larger of both; not a number where one is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Max<TLane>(TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.Select(TLane.Equal(a, a), TLane.Max(a, b), a);

    /// <summary>The larger of both; not a number where one is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Max<TLane>(TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        double.IsNaN(b) ? TLane.Broadcast(b) : TLane.Max(TLane.Broadcast(b), a);

    /// <summary>The larger of both; not a number where one is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Max<TLane>(double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        Max(b, a);

    /// <summary>The smaller of both; not a number where one is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Min<TLane>(TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.Select(TLane.Equal(a, a), TLane.Min(a, b), a);

    /// <summary>The smaller of both; not a number where one is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Min<TLane>(TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        double.IsNaN(b) ? TLane.Broadcast(b) : TLane.Min(TLane.Broadcast(b), a);

    /// <summary>The smaller of both; not a number where one is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Min<TLane>(double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        Min(b, a);

    /// <summary>x, but not below 1e-30, which keeps a derivative finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane ClampPositive<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        TLane.Max(TLane.Broadcast(Smallest), x);

    /// <summary>a (1 - w) + b w: a where w is 0, b where it is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Lerp<TLane>(TLane a, TLane b, TLane w)
        where TLane : struct, ILane<TLane> =>
        TLane.MultiplyAdd(b, w, a * (1 - w));

    /// <summary>a (1 - w) + b w: a where w is 0, b where it is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Lerp<TLane>(TLane a, double b, TLane w)
        where TLane : struct, ILane<TLane> =>
        Lerp(a, TLane.Broadcast(b), w);

    /// <summary>a (1 - w) + b w: a where w is 0, b where it is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Lerp<TLane>(double a, TLane b, TLane w)
        where TLane : struct, ILane<TLane> =>
        Lerp(TLane.Broadcast(a), b, w);

    /// <summary>a (1 - w) + b w: a where w is 0, b where it is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Lerp<TLane>(double a, double b, TLane w)
        where TLane : struct, ILane<TLane> =>
        Lerp(TLane.Broadcast(a), TLane.Broadcast(b), w);
}
