namespace LossDsl;

/// <summary>
/// Divisor of means that <see cref="LossOptions.ClassWeights"/> enter. With w of the class of pixel i written w(i), the cross-entropy of n pixels is
/// Σ w(i) ce(i) / n by count and Σ w(i) ce(i) / Σ w(i) by weight. Equal weights change nothing by weight, and scale the loss by count.
/// </summary>
public enum ClassWeighting
{
    /// <summary>The number of regions, or of pixels: a weight is a factor, and weights twice as large make the loss twice as large.</summary>
    ByCount,

    /// <summary>
    /// The sum of the weights: only the ratios of weights matter. Over a whole batch with class indices, <c>cross-entropy</c> is then what
    /// <c>torch.nn.CrossEntropyLoss(weight)</c> is with its mean.
    /// </summary>
    ByWeight,
}
