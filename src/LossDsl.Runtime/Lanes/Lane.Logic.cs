using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>Logic of conditions, and the choice between two values.</summary>
public static partial class Lane
{
    /// <summary>Both conditions hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane And<TLane>(TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.And(a, b);

    /// <summary>Both conditions hold; that of all numbers is 1 or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane And<TLane>(TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        b != 0 ? a : TLane.Zero;

    /// <summary>Both conditions hold; that of all numbers is 1 or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane And<TLane>(double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        And(b, a);

    /// <summary>One of the conditions holds, or both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Or<TLane>(TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.Or(a, b);

    /// <summary>One of the conditions holds, or both; that of all numbers is 1 or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Or<TLane>(TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        b != 0 ? TLane.Not(TLane.Zero) : a;

    /// <summary>One of the conditions holds, or both; that of all numbers is 1 or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Or<TLane>(double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        Or(b, a);

    /// <summary>The condition does not hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Not<TLane>(TLane condition)
        where TLane : struct, ILane<TLane> =>
        TLane.Not(condition);

    /// <summary>Where the condition holds the second argument, elsewhere the third.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Where<TLane>(TLane condition, TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.Select(condition, a, b);

    /// <summary>Where the condition holds the second argument, elsewhere the third.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Where<TLane>(TLane condition, TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        TLane.Select(condition, a, TLane.Broadcast(b));

    /// <summary>Where the condition holds the second argument, elsewhere the third.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Where<TLane>(TLane condition, double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        TLane.Select(condition, TLane.Broadcast(a), b);

    /// <summary>Where the condition holds the second argument, elsewhere the third.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Where<TLane>(TLane condition, double a, double b)
        where TLane : struct, ILane<TLane> =>
        TLane.Select(condition, TLane.Broadcast(a), TLane.Broadcast(b));

    /// <summary>The second argument if the condition, 1 or 0, holds, otherwise the third.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Where<TLane>(double condition, TLane a, TLane b)
        where TLane : struct, ILane<TLane> =>
        condition != 0 ? a : b;

    /// <summary>The second argument if the condition, 1 or 0, holds, otherwise the third.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Where<TLane>(double condition, double a, TLane b)
        where TLane : struct, ILane<TLane> =>
        condition != 0 ? TLane.Broadcast(a) : b;

    /// <summary>The second argument if the condition, 1 or 0, holds, otherwise the third.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Where<TLane>(double condition, TLane a, double b)
        where TLane : struct, ILane<TLane> =>
        condition != 0 ? a : TLane.Broadcast(b);
}
