using System.ComponentModel;
using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>
/// The powers u^e of pixels with label 1 and v^e of those with label 0, and their derivatives, from one power. Where a label is between, the loop goes another time round for the other side.
/// </summary>
/// <typeparam name="TLane">The numbers that are computed with at once.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LabelledPowers<TLane>
    where TLane : struct, ILane<TLane>
{
    private readonly TLane y;
    private readonly TLane isZero;
    private readonly bool hasRest;

    // Of the side that each label is nearly always on; if there is a rest, of its other side, and before that in the last ones.
    private readonly TLane power;
    private readonly TLane slope;
    private readonly TLane powerBefore;
    private readonly TLane slopeBefore;

    /// <param name="y">The labels.</param>
    /// <param name="u">Raised where the label is not 0.</param>
    /// <param name="v">Raised where it is not 1.</param>
    /// <param name="e">The exponent.</param>
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
            if (hasRest || !TLane.Any(y * (1 - y)))
            {
                break;
            }

            // 1 to any power is 1: the others do not become undefined.
            (hasRest, x) = (true, TLane.Select(IsBetween(y), v, TLane.One));
            (powerBefore, slopeBefore) = (power, slope);
        }
    }

    /// <summary>a y u^e + b (1 - y) v^e.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Powers(TLane a, TLane b) => Sum(a, b, power, powerBefore);

    /// <summary>The same with derivatives in the place of the powers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Slopes(TLane a, TLane b) => Sum(a, b, slope, slopeBefore);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane IsBetween(TLane y) => TLane.NotEqual(y * (1 - y), TLane.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLane Sum(TLane a, TLane b, TLane last, TLane before)
    {
        var weight = TLane.Select(isZero, b, a * y);
        return hasRest ? TLane.MultiplyAdd(weight, before, TLane.And(IsBetween(y), b * (1 - y)) * last) : weight * last;
    }
}
