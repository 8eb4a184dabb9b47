using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>
/// What the classes of a lane of pixels have in common under p_c = e^x_c / Σ e^x_k. The class with the largest logit is kept apart: with the others relative to the largest of
/// THEM, x_k - second, neither its 1 - p nor its gradient loses digits, however sure it is.
/// </summary>
internal readonly struct Softmax<TLane>
    where TLane : struct, ILane<TLane>
{
    private readonly TLane ofOthers;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Softmax(TLane largest, TLane second, TLane sumOfOthers)
    {
        (Largest, Second, SumOfOthers) = (largest, second, sumOfOthers);
        Ratio = Lane.Exp(second - largest);
        ofOthers = Ratio * sumOfOthers;
        Share = TLane.One / (TLane.One + ofOthers);
    }

    /// <summary>The largest logit.</summary>
    public TLane Largest { get; }

    /// <summary>The largest logit of the others.</summary>
    public TLane Second { get; }

    /// <summary>Σ e^(x_k - second) over the others.</summary>
    public TLane SumOfOthers { get; }

    /// <summary>e^(second - largest).</summary>
    public TLane Ratio { get; }

    /// <summary>The probability of the largest.</summary>
    public TLane Share { get; }

    /// <summary>The prediction of a class.</summary>
    /// <param name="x">Its logit.</param>
    /// <param name="relative">e^(x - second).</param>
    /// <param name="isLargest">Whether it is the one that is kept apart.</param>
    /// <param name="reads">What is asked for.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Prediction<TLane> Of(TLane x, TLane relative, TLane isLargest, Reads reads)
    {
        var result = default(Prediction<TLane>);
        result.P = TLane.Select(isLargest, Share, relative * Ratio * Share);
        result.Q = TLane.Select(isLargest, ofOthers * Share, TLane.One - result.P);
        if ((reads & (Reads.LogP | Reads.LogQ)) != 0)
        {
            var log = Lane.Log1p(ofOthers);
            result.LogP = x - Largest - log;
            if ((reads & Reads.LogQ) != 0)
            {
                result.LogQ = TLane.Select(isLargest, Second - Largest + Lane.Log(SumOfOthers) - log, Lane.Log1p(-TLane.Select(isLargest, TLane.Zero, result.P)));
            }
        }

        return result;
    }
}
