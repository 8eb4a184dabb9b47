using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>Comparisons of lanes for generated kernels. Results are conditions: lanes whose elements have all bits set, or none.</summary>
public static partial class Lane
{
    /// <summary>Returns the condition a &lt; b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Less<TLane>(TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.Less(a, b);

    /// <summary>Returns the condition a &lt; b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Less<TLane>(TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        TLane.Less(a, TLane.Broadcast(b));

    /// <summary>Returns the condition a &lt; b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Less<TLane>(double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.Less(TLane.Broadcast(a), b);

    /// <summary>Returns the condition a ≤ b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane LessOrEqual<TLane>(TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.LessOrEqual(a, b);

    /// <summary>Returns the condition a ≤ b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane LessOrEqual<TLane>(TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        TLane.LessOrEqual(a, TLane.Broadcast(b));

    /// <summary>Returns the condition a ≤ b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane LessOrEqual<TLane>(double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.LessOrEqual(TLane.Broadcast(a), b);

    /// <summary>Returns the condition a &gt; b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Greater<TLane>(TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.Greater(a, b);

    /// <summary>Returns the condition a &gt; b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Greater<TLane>(TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        TLane.Greater(a, TLane.Broadcast(b));

    /// <summary>Returns the condition a &gt; b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Greater<TLane>(double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.Greater(TLane.Broadcast(a), b);

    /// <summary>Returns the condition a ≥ b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane GreaterOrEqual<TLane>(TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.GreaterOrEqual(a, b);

    /// <summary>Returns the condition a ≥ b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane GreaterOrEqual<TLane>(TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        TLane.GreaterOrEqual(a, TLane.Broadcast(b));

    /// <summary>Returns the condition a ≥ b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane GreaterOrEqual<TLane>(double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.GreaterOrEqual(TLane.Broadcast(a), b);

    /// <summary>Returns the condition a = b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Equal<TLane>(TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.Equal(a, b);

    /// <summary>Returns the condition a = b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Equal<TLane>(TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        TLane.Equal(a, TLane.Broadcast(b));

    /// <summary>Returns the condition a = b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Equal<TLane>(double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.Equal(TLane.Broadcast(a), b);

    /// <summary>Returns the condition a ≠ b, which holds where one is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane NotEqual<TLane>(TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.NotEqual(a, b);

    /// <summary>Returns the condition a ≠ b, which holds where one is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane NotEqual<TLane>(TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        TLane.NotEqual(a, TLane.Broadcast(b));

    /// <summary>Returns the condition a ≠ b, which holds where one is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane NotEqual<TLane>(double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.NotEqual(TLane.Broadcast(a), b);
}
