using System.ComponentModel;
using LossDsl.Kernels;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>Lane of pixels of one class, as a kernel sees it: prediction, target, fields and mask as inputs; stored fields and gradient as outputs.</summary>
/// <typeparam name="TLane">Type of the lanes: a SIMD vector of pixels, or one pixel.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IPixel<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary>Whether the input holds probabilities, so that gradients are derivatives by p instead of by the log-odds of p.</summary>
    static abstract bool AreProbabilities { get; }

    /// <summary>Whether the call wants the gradient in addition to the value.</summary>
    static abstract bool WantsGradient { get; }

    /// <summary>Raw logit x, or the input probability if <see cref="AreProbabilities"/>.</summary>
    TLane X { get; }

    /// <summary>Probability p, in [0, 1].</summary>
    TLane P { get; }

    /// <summary>Complement q = 1 - p, accurate without cancellation where p is close to 1.</summary>
    TLane Q { get; }

    /// <summary>Logarithm log p, finite even where p rounds to 0.</summary>
    TLane LogP { get; }

    /// <summary>Logarithm log(1 - p), finite even where p rounds to 1.</summary>
    TLane LogQ { get; }

    /// <summary>Product p (1 - p): the variance of a Bernoulli label with probability p, and dp/d(log-odds).</summary>
    TLane Variance { get; }

    /// <summary>Target y in [0, 1], after label smoothing. For an invalid pixel, the smoothed value of 0.</summary>
    TLane Y { get; }

    /// <summary>Contribution of the pixel to tp: y p, or min(p, y) under <see cref="SoftLabels.L1"/>.</summary>
    TLane TruePositive { get; }

    /// <summary>Contribution of the pixel to fp: (1 - y) p, or max(p - y, 0) under <see cref="SoftLabels.L1"/>.</summary>
    TLane FalsePositive { get; }

    /// <summary>Contribution of the pixel to fn: y (1 - p), or max(y - p, 0) under <see cref="SoftLabels.L1"/>.</summary>
    TLane FalseNegative { get; }

    /// <summary>Contribution of the pixel to tn: (1 - y)(1 - p), or 1 - max(p, y) under <see cref="SoftLabels.L1"/>.</summary>
    TLane TrueNegative { get; }

    /// <summary>Derivative of <see cref="TruePositive"/> by p: y. Under <see cref="SoftLabels.L1"/>: 1 where p &lt; y, y where p = y, and 0 elsewhere.</summary>
    TLane TruePositiveSlope { get; }

    /// <summary>Computes a p + b (1 - p).</summary>
    TLane Expected(TLane a, TLane b);

    /// <summary>Computes a log p + b log(1 - p) for a + b = 1.</summary>
    TLane LogLikelihood(TLane a, TLane b);

    /// <summary>Computes a log p + b log(1 - p).</summary>
    /// <param name="a">Factor of log p.</param>
    /// <param name="b">Factor of log(1 - p).</param>
    /// <param name="sum">Sum a + b.</param>
    TLane LogLikelihood(TLane a, TLane b, TLane sum);

    /// <summary>Reads a field: a map, or values that an earlier pass stored.</summary>
    /// <param name="index">Position of the field among the fields that the pass reads.</param>
    TLane Field(int index);

    /// <summary>Returns <paramref name="value"/> at valid pixels and <paramref name="otherwise"/> elsewhere.</summary>
    TLane Masked(TLane value, double otherwise = 0);

    /// <summary>Stores a value for later passes; 0 at invalid pixels.</summary>
    /// <param name="field">Position of the field among the <see cref="IPass.Kept"/> fields of the pass.</param>
    /// <param name="value">Value of each pixel.</param>
    void Keep(int field, TLane value);

    /// <summary>Writes the gradient by the log-odds of p, or by p if <see cref="AreProbabilities"/>. Writes 0 at invalid pixels.</summary>
    void WriteGradient(TLane gradient);

    /// <summary>Writes the gradient of a formula that also reads the raw logit x.</summary>
    /// <param name="gradient">Gradient by the log-odds of p, or by p if <see cref="AreProbabilities"/>.</param>
    /// <param name="ofInput">Derivative by x that excludes the path through p.</param>
    void WriteGradient(TLane gradient, TLane ofInput);
}
