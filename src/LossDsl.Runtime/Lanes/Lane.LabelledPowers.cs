using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>Powers weighted by labels. If all labels of a lane are 0 or 1, one power is computed for the lane; a soft label costs a second one.</summary>
public static partial class Lane
{
    /// <summary>Computes a y u^e + b (1 - y) v^e.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane PowOfLabel<TLane>(TLane y, TLane a, TLane u, TLane b, TLane v, double e)
        where TLane : struct, ILane<TLane>
    {
        var labelled = new Labelled<TLane>(y, a, u, b, v);
        while (labelled.Add(Pow(labelled.Base, e)))
        {
            labelled.StartSecondRound(y, b, v);
        }

        return labelled.Sum;
    }

    /// <summary>Computes a y f(u) + b (1 - y) f(v), where f is the derivative of x^e by x, as <see cref="LossMath.PowSlope"/> defines it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane PowSlopeOfLabel<TLane>(TLane y, TLane a, TLane u, TLane b, TLane v, double e)
        where TLane : struct, ILane<TLane>
    {
        var labelled = new Labelled<TLane>(y, a, u, b, v);
        while (labelled.Add(PowSlope(labelled.Base, e)))
        {
            labelled.StartSecondRound(y, b, v);
        }

        return labelled.Sum;
    }

    // Sum over up to two rounds. The first round takes u, or v where the label is 0; the second takes v at soft labels.
    private struct Labelled<TLane>
        where TLane : struct, ILane<TLane>
    {
        public TLane Base;
        public TLane Sum;
        private TLane weight;
        private TLane isPending;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Labelled(TLane y, TLane a, TLane u, TLane b, TLane v)
        {
            var isZero = TLane.Equal(y, TLane.Zero);
            (Base, weight) = (TLane.Select(isZero, v, u), TLane.Select(isZero, b, a * y));
            Sum = TLane.Zero;
            isPending = TLane.NotEqual(TLane.Select(isZero, TLane.One, y), TLane.One);
        }

        // Returns whether some label needs the second round.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool Add(TLane power)
        {
            Sum += weight * power;
            return TLane.Any(isPending);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void StartSecondRound(TLane y, TLane b, TLane v)
        {
            // Hard labels get base 1, whose power is finite for every exponent, and weight 0, so that they do not count twice.
            Base = TLane.Select(isPending, v, TLane.One);
            weight = TLane.And(isPending, b * (1 - y));
            isPending = TLane.FirstLanes(0);
        }
    }
}
