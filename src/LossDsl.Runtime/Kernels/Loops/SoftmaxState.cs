using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>
/// Softmax state of a lane of pixels, p_c = e^x_c / Σ e^x_k, that all classes share. The class with the largest logit, the top class, is kept apart; the others are taken
/// relative to the second largest logit, as e^(x_k - second). So neither 1 - p nor the gradient of the top class suffers cancellation where its p is close to 1.
/// </summary>
internal readonly struct SoftmaxState<TLane>
    where TLane : struct, ILane<TLane>
{
    // Of the top class: its index, logit, 1 - p and log(1 - p).
    private readonly TLane apart;
    private readonly TLane largest;
    private readonly TLane rest;
    private readonly TLane logRest;

    // log Σ e^(x_k - largest).
    private readonly TLane logSum;

    /// <param name="apart">Index of the top class of each pixel.</param>
    /// <param name="largest">Largest logit.</param>
    /// <param name="second">Second largest logit; -∞ if there is one class.</param>
    /// <param name="sumOfOthers">Sum of e^(x_k - second) over the other classes.</param>
    /// <param name="reads">Quantities that the kernel reads. Logarithms are computed only for these.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SoftmaxState(TLane apart, TLane largest, TLane second, TLane sumOfOthers, Reads reads)
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

    /// <summary>Probability p of the top class.</summary>
    public TLane Share { get; }

    /// <summary>Factor that turns e^(x - second) of another class into its p.</summary>
    public TLane Scale { get; }

    /// <summary>Sum of e^(x_k - second) over all classes but the top class.</summary>
    public TLane SumOfOthers { get; }

    /// <summary>Returns the mask of the pixels whose top class is <paramref name="label"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane IsApart(TLane label) => TLane.Equal(apart, label);

    /// <summary>Computes the prediction of one class.</summary>
    /// <param name="x">Logit of the class.</param>
    /// <param name="relative">e^(x - second) of the class; 0 where it is the top class.</param>
    /// <param name="isApart">Mask of the pixels where the class is the top class.</param>
    /// <param name="reads">Quantities that the kernel reads.</param>
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

/// <summary>
/// Softmax activation, as a marker type argument of <see cref="Pixel{TLane, TActivation, TPrediction, TTarget, TValidity, TMode}"/>.
/// <see cref="SoftmaxSteps{TLane}"/> computes the softmax.
/// </summary>
internal readonly struct SoftmaxActivation : IActivation
{
    public static bool AreProbabilities => false;
}
