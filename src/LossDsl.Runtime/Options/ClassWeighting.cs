namespace LossDsl;

/// <summary>
/// Divisor of means with <see cref="LossOptions.ClassWeights"/>. Let w(i) be the weight of the class of pixel i. The cross-entropy of n pixels is then
/// Σ w(i) ce(i) / n by count and Σ w(i) ce(i) / Σ w(i) by weight. Equal weights scale the loss by count, and have no effect by weight.
/// </summary>
public enum ClassWeighting
{
    /// <summary>Divides by the number of regions, or of pixels. A weight is a factor: weights twice as large make the loss twice as large.</summary>
    ByCount,

    /// <summary>
    /// Divides by the sum of the weights, so that only their ratios matter. With <see cref="Region.WholeBatch"/> and class indices, the loss <c>cross-entropy</c> then equals
    /// <c>torch.nn.CrossEntropyLoss(weight)</c> with its mean.
    /// </summary>
    ByWeight,
}
