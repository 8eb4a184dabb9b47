using static TorchSharp.torch.nn;

namespace LossDsl;

/// <summary>What every loss can be told, whatever its formula.</summary>
public sealed record LossOptions
{
    /// <summary>The activation of the formula, per image, mean.</summary>
    public static LossOptions Default { get; } = new();

    /// <summary>
    /// How logits become probabilities; null for the activation that the formula is made for, <see cref="LossMetadata.Activation"/>. Another one is allowed, but may make another
    /// loss of the formula: -y log p, made for softmax, has no gradient at background pixels under sigmoid.
    /// </summary>
    public Activation? Activation { get; init; }

    /// <summary>The pixels that one value of the formula is computed over.</summary>
    public Region Region { get; init; } = Region.PerImage;

    /// <summary>How the values of the regions become the result: their mean, their sum, or one value for each region.</summary>
    public Reduction Reduction { get; init; } = Reduction.Mean;

    /// <summary>Whether class 0 counts. If not, its regions have no part in the result; its logits still take part in a softmax.</summary>
    public bool IncludeBackground { get; init; } = true;

    /// <summary>Pixels whose target has this value are left out of every sum, mean and count, and get no gradient.</summary>
    public long? IgnoreIndex { get; init; }

    /// <summary>
    /// A factor for the value of each class, one for every class of the logits, the background too. A formula that reads <c>classWeight</c> gets the factors there instead.
    /// The list is copied, and options with equal weights are equal. <see cref="ClassWeighting"/> says what means divide by.
    /// </summary>
    public IReadOnlyList<double>? ClassWeights { get; init => field = value is null ? null : new ValueList(value); }

    /// <summary>Divisor of means that class weights enter: the count, or the sum of the weights as in torch. No effect without <see cref="ClassWeights"/>.</summary>
    public ClassWeighting ClassWeighting { get; init; }

    /// <summary>In [0, 1): how much of the target is spread evenly, over the classes for softmax, over 0 and 1 otherwise.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>How the soft counts tp, fp, fn and tn count labels between 0 and 1.</summary>
    public SoftLabels SoftLabels { get; init; }

    /// <summary>What the value of a region is whose target has no foreground.</summary>
    public EmptyMask EmptyMask { get; init; }

    /// <summary>By what the loss is computed.</summary>
    public Backend Backend { get; init; }

    /// <summary>
    /// Rejects logits that are not finite, ahead of the computation; targets are always checked. Costs a pass over both and, on a GPU, a wait; meant for hunting a NaN.
    /// -∞ is accepted for a class that is switched off, and anything at pixels that do not count.
    /// </summary>
    public bool CheckValues { get; init; }

    /// <summary>These options with the activation of a loss where they leave it open.</summary>
    internal LossOptions ResolvedFor(LossMetadata loss) => Activation is null ? this with { Activation = loss.Activation } : this;

    /// <summary>Whether means divide by the sum of the class weights.</summary>
    internal bool DividesByWeight => ClassWeighting == ClassWeighting.ByWeight && ClassWeights is not null;

    /// <summary>Linear map of a label y under <see cref="LabelSmoothing"/>: the smoothed label is Scale y + Shift.</summary>
    /// <param name="classes">Number of classes of the logits.</param>
    internal (double Scale, double Shift) Smoothing(long classes) => (1 - LabelSmoothing, LabelSmoothing * (Activation == LossDsl.Activation.Softmax ? 1.0 / classes : 0.5));

    /// <summary>First class of the loss: 1 where the background is left out, else 0.</summary>
    internal int FirstClass => IncludeBackground ? 0 : 1;

    /// <summary>Whether regions without foreground are treated differently from others.</summary>
    /// <param name="isPerImage">Whether the formula has one value per image; then no region has a value of its own.</param>
    internal bool SeparatesEmptyRegions(bool isPerImage) => EmptyMask != EmptyMask.Smooth && !isPerImage;
}
