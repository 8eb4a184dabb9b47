using System.ComponentModel;
using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>
/// Powers u^e, weighted by the label y, and v^e, weighted by 1 - y, with their derivatives. Where all labels of a lane are 0 or 1, each pixel needs only one of the two powers, so one
/// power is computed for the lane. A second one follows only if the lane has a soft label.
/// </summary>
/// <typeparam name="TLane">Type of the lanes.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LabelledPowers<TLane>
    where TLane : struct, ILane<TLane>
{
    private readonly TLane y;
    private readonly TLane isZero;
    private readonly bool hasSoftLabel;

    // Power and slope computed last, and those computed before. Without a soft label there is one round, and the fields "before" are 0. With a soft label the first round, for u (or v
    // where y is 0), moves to the fields "before", and the last round is for v at soft labels.
    private readonly TLane power;
    private readonly TLane slope;
    private readonly TLane powerBefore;
    private readonly TLane slopeBefore;

    /// <param name="y">Labels, in [0, 1].</param>
    /// <param name="u">Base of the power that y weights. Raised where y is not 0.</param>
    /// <param name="v">Base of the power that 1 - y weights. Raised where y is not 1.</param>
    /// <param name="e">Exponent.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LabelledPowers(TLane y, TLane u, TLane v, Exponent<TLane> e)
    {
        this.y = y;
        isZero = TLane.Equal(y, TLane.Zero);
        var x = TLane.Select(isZero, v, u);
        (powerBefore, slopeBefore) = (TLane.Zero, TLane.Zero);
        while (true)
        {
            e.Raise(x, out power, out slope);
            if (hasSoftLabel || !TLane.Any(y * (1 - y)))
            {
                break;
            }

            // Base 1 at hard labels: it has a finite power for every exponent.
            (hasSoftLabel, x) = (true, TLane.Select(IsBetween(y), v, TLane.One));
            (powerBefore, slopeBefore) = (power, slope);
        }
    }

    /// <summary>Computes a y u^e + b (1 - y) v^e.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Powers(TLane a, TLane b) => Sum(a, b, power, powerBefore);

    /// <summary>Computes a y f(u) + b (1 - y) f(v), where f is the derivative of x^e by x, as <see cref="LossMath.PowSlope"/> defines it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Slopes(TLane a, TLane b) => Sum(a, b, slope, slopeBefore);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane IsBetween(TLane y) => TLane.NotEqual(y * (1 - y), TLane.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLane Sum(TLane a, TLane b, TLane last, TLane before)
    {
        var weight = TLane.Select(isZero, b, a * y);
        return hasSoftLabel ? TLane.MultiplyAdd(weight, before, TLane.And(IsBetween(y), b * (1 - y)) * last) : weight * last;
    }
}
