using System.ComponentModel;
using LossDsl.Kernels;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>One lane of pixels of one class, as a kernel sees it.</summary>
/// <typeparam name="TLane">The numbers that are computed with at once.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IPixel<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary>Whether the input was probabilities, and gradients are by p instead of its log-odds.</summary>
    static abstract bool AreProbabilities { get; }

    /// <summary>Whether the gradient is asked for, not the value alone.</summary>
    static abstract bool WantsGradient { get; }

    /// <summary>The raw logit.</summary>
    TLane X { get; }

    /// <summary>The probability p.</summary>
    TLane P { get; }

    /// <summary>1 - p, with its digits where p rounds to 1.</summary>
    TLane Q { get; }

    /// <summary>log p, finite where p rounds to 0.</summary>
    TLane LogP { get; }

    /// <summary>log (1 - p), finite where p rounds to 1.</summary>
    TLane LogQ { get; }

    /// <summary>p (1 - p), the variance of a label that is 1 as often as p says.</summary>
    TLane Variance { get; }

    /// <summary>The target y.</summary>
    TLane Y { get; }

    /// <summary>What the pixel adds to tp: y p, or what <see cref="LossOptions.SoftLabels"/> says.</summary>
    TLane TruePositive { get; }

    /// <summary>What the pixel adds to fp: (1 - y) p, or what <see cref="LossOptions.SoftLabels"/> says.</summary>
    TLane FalsePositive { get; }

    /// <summary>What the pixel adds to fn: y (1 - p), or what <see cref="LossOptions.SoftLabels"/> says.</summary>
    TLane FalseNegative { get; }

    /// <summary>What the pixel adds to tn: (1 - y)(1 - p), or what <see cref="LossOptions.SoftLabels"/> says.</summary>
    TLane TrueNegative { get; }

    /// <summary>The derivative of <see cref="TruePositive"/> by p: y, or what <see cref="LossOptions.SoftLabels"/> says.</summary>
    TLane TruePositiveSlope { get; }

    /// <summary>a p + b (1 - p).</summary>
    TLane Expected(TLane a, TLane b);

    /// <summary>a log p + b log(1 - p), where a + b = 1.</summary>
    TLane LogLikelihood(TLane a, TLane b);

    /// <summary>a log p + b log(1 - p).</summary>
    /// <param name="a">What log p counts for.</param>
    /// <param name="b">What log(1 - p) counts for.</param>
    /// <param name="sum">a + b.</param>
    TLane LogLikelihood(TLane a, TLane b, TLane sum);

    /// <summary>A map, or what an earlier pass has kept.</summary>
    TLane Field(int index);

    /// <summary>The value where the pixel counts, elsewhere <paramref name="otherwise"/>.</summary>
    TLane Masked(TLane value, double otherwise = 0);

    /// <summary>Keeps a value for later passes; 0 where the pixel does not count.</summary>
    void Keep(int field, TLane value);

    /// <summary>The gradient: by the log-odds of p, or by p where <see cref="AreProbabilities"/>.</summary>
    void WriteGradient(TLane gradient);

    /// <summary>The gradient, with what reaches the logit beside p.</summary>
    void WriteGradient(TLane gradient, TLane ofInput);
}
