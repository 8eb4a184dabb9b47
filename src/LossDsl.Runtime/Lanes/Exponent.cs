using System.ComponentModel;
using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>
/// Exponent e that is the same for all pixels, prepared once per kernel. It computes x^e and its derivative by x from a single power, without a case distinction at every pixel.
/// </summary>
/// <typeparam name="TLane">Type of the lanes.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Exponent<TLane>
    where TLane : struct, ILane<TLane>
{
    // For 0 < e < 1 the derivative is infinite at 0. Below this x the derivative keeps its value at this x.
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
        // For e >= 1, x^(e - 1) is computed, because x^e may be denormal near x = 0. For e < 1, x^e is computed, because x^(e - 1) is infinite at 0.
        isBelowOne = e < 1;
        raised = isBelowOne ? e : e - 1;
        isProduct = raised + raised == Math.Floor(raised + raised);
        (number, lane, lost) = (TLane.Broadcast(e), TLane.Broadcast(raised), TLane.Broadcast(TLane.Lost(raised)));
        (edge, steepest) = (TLane.Broadcast(e < 0 ? double.NegativeInfinity : Smallest), TLane.Broadcast(LossMath.PowSlope(0, e)));
    }

    /// <summary>Computes x^e and its derivative by x from one power.</summary>
    /// <param name="x">Base, not negative.</param>
    /// <param name="power">Receives x^e.</param>
    /// <param name="slope">Receives the derivative of x^e by x, as <see cref="LossMath.PowSlope"/> defines it.</param>
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
