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
    // Of the class that is kept apart: its number, and its logit, 1 - p and log(1 - p).
    private readonly TLane apart;
    private readonly TLane largest;
    private readonly TLane rest;
    private readonly TLane logRest;

    // log Σ e^(x_k - largest).
    private readonly TLane logSum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Softmax(TLane apart, TLane largest, TLane second, TLane sumOfOthers, Reads reads)
    {
        (this.apart, this.largest, SumOfOthers) = (apart, largest, sumOfOthers);
        var ratio = Lane.Exp(second - largest);
        var ofOthers = ratio * sumOfOthers;
        Share = TLane.One / (ofOthers + 1);
        Scale = ratio * Share;
        rest = ofOthers * Share;
        if ((reads & (Reads.LogP | Reads.LogQ)) != 0)
        {
            logSum = Lane.Log1p(ofOthers);
        }

        if ((reads & Reads.LogQ) != 0)
        {
            logRest = second - largest + Lane.Log(sumOfOthers) - logSum;
        }
    }

    /// <summary>p of the class that is kept apart.</summary>
    public TLane Share { get; }

    /// <summary>Makes p of e^(x - second).</summary>
    public TLane Scale { get; }

    /// <summary>Σ e^(x_k - second) over the others.</summary>
    public TLane SumOfOthers { get; }

    /// <summary>Where a class is the one that is kept apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane IsApart(TLane label) => TLane.Equal(apart, label);

    /// <summary>The prediction of a class.</summary>
    /// <param name="x">Its logit.</param>
    /// <param name="relative">e^(x - second).</param>
    /// <param name="isApart">Where it is the one that is kept apart.</param>
    /// <param name="reads">What is asked for.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PlainPrediction<TLane> Prediction(TLane x, TLane relative, TLane isApart, Reads reads)
    {
        var result = default(PlainPrediction<TLane>);
        var p = relative * Scale;
        result.P = TLane.Select(isApart, Share, p);
        result.Q = TLane.Select(isApart, rest, 1 - p);
        if ((reads & Reads.LogP) != 0)
        {
            result.LogP = x - largest - logSum;
        }

        if ((reads & Reads.LogQ) != 0)
        {
            result.LogQ = TLane.Select(isApart, logRest, Lane.Log1p(-TLane.Select(isApart, TLane.Zero, p)));
        }

        return result;
    }
}

/// <summary>Marks pixels of a softmax; the loop over classes computes it.</summary>
internal readonly struct SoftmaxActivation : IActivation
{
    public static bool AreProbabilities => false;
}
