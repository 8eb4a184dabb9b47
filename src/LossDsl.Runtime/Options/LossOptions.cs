using static TorchSharp.torch.nn;

namespace LossDsl;

/// <summary>Options of a loss that do not depend on its formula: activation, regions, reduction, ignored pixels, class weights, labels and backend. Immutable.</summary>
public sealed record LossOptions
{
    /// <summary>The default options: the activation that the formula is made for, regions per image, mean, every class and pixel included.</summary>
    public static LossOptions Default { get; } = new();

    /// <summary>
    /// Activation from logits to probabilities; null (the default) for the one that the formula is made for, <see cref="LossMetadata.Activation"/>. Another activation is allowed but
    /// may change the meaning of the formula: -y log p, made for softmax, has no gradient at background pixels under sigmoid.
    /// </summary>
    public Activation? Activation { get; init; }

    /// <summary>Pixels that one value of the formula is computed over: one class of one image (the default), or one class of the batch.</summary>
    public Region Region { get; init; } = Region.PerImage;

    /// <summary>Reduction of the region values to the result: their mean (the default), their sum, or none, which returns one value for each region.</summary>
    public Reduction Reduction { get; init; } = Reduction.Mean;

    /// <summary>
    /// Whether the result includes class 0, true by default. If false, logits need two classes or more. The regions of class 0 are then left out; its logits still enter a softmax.
    /// </summary>
    public bool IncludeBackground { get; init; } = true;

    /// <summary>
    /// Target value of the pixels to ignore, or null (the default) for none. Such pixels are left out of every sum, mean and count, and get gradient 0.
    /// A mask for each class is ignored only in the class that has the value. The type of the target must be able to hold the value: 255 is refused for an int8 target.
    /// </summary>
    public long? IgnoreIndex { get; init; }

    /// <summary>
    /// Weight of each class: a finite number of at least 0 for every class of the logits, the background too; null (the default) for equal weights of 1. The value of each region is
    /// multiplied by the weight of its class. A formula that reads <c>classWeight</c> applies the weights itself. A formula with one value for each image ignores
    /// weights that it does not read. <see cref="ClassWeighting"/> sets the divisor of means. The list is copied, and options with equal weights are equal.
    /// </summary>
    public IReadOnlyList<double>? ClassWeights { get; init => field = value is null ? null : new ValueList(value); }

    /// <summary>Divisor of means with class weights: the count (the default), or the sum of the weights as in torch. No effect without <see cref="ClassWeights"/>.</summary>
    public ClassWeighting ClassWeighting { get; init; }

    /// <summary>
    /// Label smoothing s in [0, 1), 0 by default: formulas read y (1 - s) + s/C under softmax with C classes, and y (1 - s) + s/2 otherwise.
    /// </summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Contribution of labels between 0 and 1 to the soft counts tp, fp, fn and tn: by products (the default) or by L1 distance.</summary>
    public SoftLabels SoftLabels { get; init; }

    /// <summary>Value of a region whose target has no foreground. No effect on formulas with one value for each image.</summary>
    public EmptyMask EmptyMask { get; init; }

    /// <summary>Implementation that computes the loss: fused CPU kernels or tensor operations.</summary>
    public Backend Backend { get; init; }

    /// <summary>
    /// Whether a call rejects logits that are not finite before it computes, false by default. Meant for finding the source of a NaN: it costs a traversal of logits and target and,
    /// on a GPU, a wait. A logit of -∞, which switches a class off, is accepted, and so is any logit of an invalid pixel. Target values are always checked; on a GPU a wrong one
    /// makes value and gradient NaN, and this option makes it an exception.
    /// </summary>
    public bool CheckValues { get; init; }

    /// <summary>Returns these options, with the activation that a loss is made for if they leave the activation open.</summary>
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

    /// <summary>Whether kernels must count valid pixels and foreground of each region before the first pass.</summary>
    /// <param name="isMasked">Whether some pixels may be invalid.</param>
    /// <param name="isPerImage">Whether the formula has one value per image.</param>
    /// <param name="readsClassWeight">Whether the formula applies the class weights itself.</param>
    internal bool NeedsCounts(bool isMasked, bool isPerImage, bool readsClassWeight) => isMasked || SeparatesEmptyRegions(isPerImage) || (DividesByWeight && readsClassWeight);

    /// <summary>Whether kernels compute soft counts from |p - y|. For hard labels these equal products, which cost less.</summary>
    /// <param name="holdsIndices">Whether the target holds class indices.</param>
    /// <param name="isFloatingPoint">Whether the target is of a floating-point type.</param>
    internal bool UsesL1Counts(bool holdsIndices, bool isFloatingPoint) => SoftLabels == SoftLabels.L1 && !holdsIndices && (isFloatingPoint || LabelSmoothing > 0);

    /// <summary>Whether the options ask for L1 counts of smoothed class indices, which no kernel computes.</summary>
    /// <param name="holdsIndices">Whether the target holds class indices.</param>
    internal bool SmoothsIndicesByL1(bool holdsIndices) => SoftLabels == SoftLabels.L1 && LabelSmoothing > 0 && holdsIndices;

    /// <summary>Whether the options exclude a class over which the formula reduces at each pixel. Kernels do not compute excluded classes.</summary>
    /// <param name="reducesPixelClasses">Whether the formula reduces over the classes of a pixel.</param>
    internal bool ExcludesClassOf(bool reducesPixelClasses) => reducesPixelClasses && !IncludeBackground;
}
