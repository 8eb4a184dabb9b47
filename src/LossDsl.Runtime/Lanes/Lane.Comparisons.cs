using System.Runtime.CompilerServices;

namespace LossDsl.Lanes;

/// <summary>Comparisons: conditions of numbers.</summary>
public static partial class Lane
{
    /// <summary>a &lt; b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Less<TLane>(TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.Less(a, b);

    /// <summary>a &lt; b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Less<TLane>(TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        TLane.Less(a, TLane.Of(b));

    /// <summary>a &lt; b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Less<TLane>(double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.Less(TLane.Of(a), b);

    /// <summary>a ≤ b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane LessOrEqual<TLane>(TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.LessOrEqual(a, b);

    /// <summary>a ≤ b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane LessOrEqual<TLane>(TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        TLane.LessOrEqual(a, TLane.Of(b));

    /// <summary>a ≤ b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane LessOrEqual<TLane>(double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.LessOrEqual(TLane.Of(a), b);

    /// <summary>a &gt; b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Greater<TLane>(TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.Greater(a, b);

    /// <summary>a &gt; b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Greater<TLane>(TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        TLane.Greater(a, TLane.Of(b));

    /// <summary>a &gt; b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Greater<TLane>(double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.Greater(TLane.Of(a), b);

    /// <summary>a ≥ b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane GreaterOrEqual<TLane>(TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.GreaterOrEqual(a, b);

    /// <summary>a ≥ b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane GreaterOrEqual<TLane>(TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        TLane.GreaterOrEqual(a, TLane.Of(b));

    /// <summary>a ≥ b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane GreaterOrEqual<TLane>(double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.GreaterOrEqual(TLane.Of(a), b);

    /// <summary>a = b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Equal<TLane>(TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.Equal(a, b);

    /// <summary>a = b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Equal<TLane>(TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        TLane.Equal(a, TLane.Of(b));

    /// <summary>a = b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Equal<TLane>(double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.Equal(TLane.Of(a), b);

    /// <summary>a ≠ b, which holds where one is not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane NotEqual<TLane>(TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.NotEqual(a, b);

    /// <summary>a ≠ b, which holds where one is not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane NotEqual<TLane>(TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        TLane.NotEqual(a, TLane.Of(b));

    /// <summary>a ≠ b, which holds where one is not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane NotEqual<TLane>(double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.NotEqual(TLane.Of(a), b);
}
