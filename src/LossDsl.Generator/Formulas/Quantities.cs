namespace LossDsl.Generator.Formulas;

/// <summary>
/// Lists the quantities that the runtime provides to every loss: prediction, target, soft counts, weights and numbers of pixels and classes. Formulas read them by parameter
/// name; lowering introduces some more.
/// </summary>
internal static class Quantities
{
    /// <summary>The probability after the activation.</summary>
    public static readonly Variable P = new("p", Level.Pixel);

    /// <summary>The complement 1 - p, computed from the logit without cancellation.</summary>
    public static readonly Variable Q = new("q", Level.Pixel);

    /// <summary>log p, computed from the logit.</summary>
    public static readonly Variable LogP = new("logP", Level.Pixel);

    /// <summary>log (1 - p), computed from the logit.</summary>
    public static readonly Variable LogQ = new("logQ", Level.Pixel);

    /// <summary>The four forms of the predicted probability: p, q, log p and log q.</summary>
    public static IReadOnlyList<Variable> PredictionForms { get; } = [P, Q, LogP, LogQ];

    /// <summary>The raw logit.</summary>
    public static readonly Variable X = new("x", Level.Pixel);

    /// <summary>The target, in [0, 1].</summary>
    public static readonly Variable Y = new("y", Level.Pixel);

    /// <summary>The contribution of a pixel to tp: y p, or the term that the options of the loss put in its place for soft labels.</summary>
    public static readonly Variable TruePositive = new("truePositive", Level.Pixel);

    /// <summary>The contribution of a pixel to fp: (1 - y) p, or the term for soft labels.</summary>
    public static readonly Variable FalsePositive = new("falsePositive", Level.Pixel);

    /// <summary>The contribution of a pixel to fn: y (1 - p), or the term for soft labels.</summary>
    public static readonly Variable FalseNegative = new("falseNegative", Level.Pixel);

    /// <summary>The contribution of a pixel to tn: (1 - y) (1 - p), or the term for soft labels.</summary>
    public static readonly Variable TrueNegative = new("trueNegative", Level.Pixel);

    /// <summary>
    /// The derivative s of a pixel's contribution to tp by p: s = y, unless the options choose another term. The derivatives of the contributions to fn, fp and tn are
    /// -s, 1 - s and s - 1.
    /// </summary>
    public static readonly Variable TruePositiveSlope = new("truePositiveSlope", Level.Pixel);

    /// <summary>The contributions of a pixel to the soft counts, and <see cref="TruePositiveSlope"/>.</summary>
    public static IReadOnlyList<Variable> Contributions { get; } = [TruePositive, FalsePositive, FalseNegative, TrueNegative, TruePositiveSlope];

    /// <summary>The soft count tp: the sum of the contributions of all valid pixels of a region.</summary>
    public static readonly Variable TruePositives = new("tp", Level.Region);

    /// <summary>The soft count fp.</summary>
    public static readonly Variable FalsePositives = new("fp", Level.Region);

    /// <summary>The soft count fn.</summary>
    public static readonly Variable FalseNegatives = new("fn", Level.Region);

    /// <summary>The soft count tn.</summary>
    public static readonly Variable TrueNegatives = new("tn", Level.Region);

    /// <summary>The four soft counts.</summary>
    public static IReadOnlyList<Variable> SoftCounts { get; } = [TruePositives, FalsePositives, FalseNegatives, TrueNegatives];

    /// <summary>The number of valid pixels of a region, which does not depend on the prediction.</summary>
    public static readonly Variable PixelCount = new("n", Level.Region);

    /// <summary>The weight of the region's class relative to the mean over pixels; 1 if the options give no class weights.</summary>
    public static readonly Variable ClassWeight = new("classWeight", Level.Region);

    /// <summary>
    /// The weight of the region's class relative to the mean over classes. No parameter binds to it: lowering puts it in the place of <see cref="ClassWeight"/> in stages that are
    /// averaged over classes.
    /// </summary>
    public static readonly Variable ClassWeightInMean = new("classWeightInMean", Level.Region);

    /// <summary>The divisor of a mean over the pixels of a region: the number of valid pixels, or 1 if there are none.</summary>
    public static readonly Variable Divisor = new("divisor", Level.Region);

    /// <summary>The number of classes.</summary>
    public static readonly Variable ClassCount = new("classes", Level.Image);

    /// <summary>1 for a class that enters the result, 0 for the background if the options exclude it. No parameter binds to it.</summary>
    public static readonly Variable Inclusion = new("inclusion", Level.Region);

    /// <summary>The number of images in the batch; 1 if the batch counts as one image.</summary>
    public static readonly Variable ImageCount = new("imageCount", Level.Batch);

    /// <summary>The quantities that parameters of a stage over regions can bind to by name.</summary>
    public static IReadOnlyList<Variable> RegionParameters { get; } = [TruePositives, FalsePositives, FalseNegatives, TrueNegatives, PixelCount, ClassWeight];

    /// <summary>The quantities that parameters of a stage over pixels can bind to by name.</summary>
    public static IReadOnlyList<Variable> PixelParameters { get; } = [P, Y, X, .. RegionParameters];

    /// <summary>The quantities of a pixel that the network determines. The backward pass ends at them.</summary>
    public static IReadOnlyList<Variable> PredictionInputs { get; } = [FalsePositive, TruePositive, TrueNegative, FalseNegative, P, Q, LogP, LogQ, X];

    /// <summary>The quantities that generated code reads from the runtime; soft counts are not among them, because generated code computes them.</summary>
    public static IReadOnlyList<Variable> RuntimeInputs { get; } =
        [P, Q, LogP, LogQ, X, Y, TruePositive, FalsePositive, FalseNegative, TrueNegative, TruePositiveSlope, PixelCount, ClassWeight, ClassWeightInMean, Divisor, ClassCount, ImageCount, Inclusion];
}
