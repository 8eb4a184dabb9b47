using System.ComponentModel;
using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>An exponent that is the same for all pixels: what a power that comes with its derivative looks at, found once and not at every pixel.</summary>
/// <typeparam name="TLane">The numbers that are computed with at once.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Exponent<TLane>
    where TLane : struct, ILane<TLane>
{
    // Below it the derivative is what it is there, where it would be infinite at 0.
    private const double Smallest = 1e-30;

    private readonly bool isBelowOne;
    private readonly bool isProduct;
    private readonly double raised;
    private readonly TLane lane;
    private readonly TLane lost;
    private readonly TLane number;
    private readonly TLane edge;
    private readonly TLane steepest;

    /// <param name="e">The exponent.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Exponent(double e)
    {
        // Of e and e - 1 the power that is the larger one near 0, where the other one may be denormal.
        isBelowOne = e < 1;
        raised = isBelowOne ? e : e - 1;
        isProduct = raised + raised == Math.Floor(raised + raised);
        (number, lane, lost) = (TLane.Broadcast(e), TLane.Broadcast(raised), TLane.Broadcast(TLane.Lost(raised)));
        (edge, steepest) = (TLane.Broadcast(e < 0 ? double.NegativeInfinity : Smallest), TLane.Broadcast(LossMath.PowSlope(0, e)));
    }

    /// <summary>x^e and its derivative by x, as <see cref="LossMath.PowSlope"/>, from one power.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Raise(TLane x, out TLane power, out TLane slope)
    {
        var result = isProduct ? Lane.Pow(x, raised) : Power.OfPositive(x, lane, lost);
        if (isBelowOne)
        {
            (power, slope) = (result, TLane.Select(TLane.Less(x, edge), steepest, number * result / x));
        }
        else
        {
            (power, slope) = (result * x, number * result);
        }
    }
}
