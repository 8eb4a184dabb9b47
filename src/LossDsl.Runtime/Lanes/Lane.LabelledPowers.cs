using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>Powers that a label weighs. Where labels are 0 or 1 one power is enough; only a label between takes the loops another time round.</summary>
public static partial class Lane
{
    /// <summary>a y u^e + b (1 - y) v^e.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane PowOfLabel<TLane>(TLane y, TLane a, TLane u, TLane b, TLane v, double e)
        where TLane : struct, ILane<TLane>
    {
        var labelled = new Labelled<TLane>(y, a, u, b, v);
        while (labelled.Add(Pow(labelled.Base, e)))
        {
            labelled.TurnOver(y, b, v);
        }

        return labelled.Sum;
    }

    /// <summary>a y f(u) + b (1 - y) f(v), where f is the derivative of a power as <see cref="LossMath.PowSlope"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane PowSlopeOfLabel<TLane>(TLane y, TLane a, TLane u, TLane b, TLane v, double e)
        where TLane : struct, ILane<TLane>
    {
        var labelled = new Labelled<TLane>(y, a, u, b, v);
        while (labelled.Add(PowSlope(labelled.Base, e)))
        {
            labelled.TurnOver(y, b, v);
        }

        return labelled.Sum;
    }

    // First the side of each label that is not 0, then the other side of labels that have both.
    private struct Labelled<TLane>
        where TLane : struct, ILane<TLane>
    {
        public TLane Base;
        public TLane Sum;
        private TLane weight;
        private TLane isLeft;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Labelled(TLane y, TLane a, TLane u, TLane b, TLane v)
        {
            var isZero = TLane.Equal(y, TLane.Zero);
            (Base, weight) = (TLane.Select(isZero, v, u), TLane.Select(isZero, b, a * y));
            Sum = TLane.Zero;
            isLeft = TLane.NotEqual(TLane.Select(isZero, TLane.One, y), TLane.One);
        }

        // Whether something is left.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool Add(TLane power)
        {
            Sum += weight * power;
            return TLane.Any(isLeft);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void TurnOver(TLane y, TLane b, TLane v)
        {
            // 1 to any power is 1: the others neither are counted again nor become undefined.
            Base = TLane.Select(isLeft, v, TLane.One);
            weight = TLane.And(isLeft, b * (1 - y));
            isLeft = TLane.FirstLanes(0);
        }
    }
}
