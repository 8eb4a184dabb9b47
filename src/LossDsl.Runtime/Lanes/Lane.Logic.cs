using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>Logic of conditions, and selection by conditions, on lanes for generated kernels. A double as condition is 1 or 0 and applies to all elements.</summary>
public static partial class Lane
{
    /// <summary>Returns the condition that both conditions hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane And<TLane>(TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.And(a, b);

    /// <summary>Returns the condition that both conditions hold. The double, 1 or 0, applies to all elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane And<TLane>(TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        b != 0 ? a : TLane.Zero;

    /// <summary>Returns the condition that both conditions hold. The double, 1 or 0, applies to all elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane And<TLane>(double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        And(b, a);

    /// <summary>Returns the condition that at least one condition holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Or<TLane>(TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.Or(a, b);

    /// <summary>Returns the condition that at least one condition holds. The double, 1 or 0, applies to all elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Or<TLane>(TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        b != 0 ? TLane.Not(TLane.Zero) : a;

    /// <summary>Returns the condition that at least one condition holds. The double, 1 or 0, applies to all elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Or<TLane>(double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        Or(b, a);

    /// <summary>Returns the negation of a condition.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Not<TLane>(TLane condition)
        where TLane : struct, ILane<TLane> =>
        TLane.Not(condition);

    /// <summary>Returns <paramref name="a"/> where the condition holds, otherwise <paramref name="b"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Where<TLane>(TLane condition, TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.Select(condition, a, b);

    /// <summary>Returns <paramref name="a"/> where the condition holds, otherwise <paramref name="b"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Where<TLane>(TLane condition, TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        TLane.Select(condition, a, TLane.Broadcast(b));

    /// <summary>Returns <paramref name="a"/> where the condition holds, otherwise <paramref name="b"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Where<TLane>(TLane condition, double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.Select(condition, TLane.Broadcast(a), b);

    /// <summary>Returns <paramref name="a"/> where the condition holds, otherwise <paramref name="b"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Where<TLane>(TLane condition, double a, double b)
        where TLane : struct, ILane<TLane> =>
        TLane.Select(condition, TLane.Broadcast(a), TLane.Broadcast(b));

    /// <summary>Returns <paramref name="a"/> if the condition is 1, <paramref name="b"/> if it is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Where<TLane>(double condition, TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        condition != 0 ? a : b;

    /// <summary>Returns <paramref name="a"/> if the condition is 1, <paramref name="b"/> if it is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Where<TLane>(double condition, double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        condition != 0 ? TLane.Broadcast(a) : b;

    /// <summary>Returns <paramref name="a"/> if the condition is 1, <paramref name="b"/> if it is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Where<TLane>(double condition, TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        condition != 0 ? a : TLane.Broadcast(b);
}
