using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Lowering;

/// <summary>Operation that a step applies to the values of its term.</summary>
internal enum StepKind
{
    /// <summary>Names the value. A result at pixel level broadcasts a region value to the pixels.</summary>
    Assign,

    /// <summary>Sums over the valid pixels of each region.</summary>
    Sum,

    /// <summary>Averages over the valid pixels of each region.</summary>
    Mean,

    /// <summary>Takes the largest value among the valid pixels of each region.</summary>
    Max,

    /// <summary>Takes the smallest value among the valid pixels of each region.</summary>
    Min,

    /// <summary>
    /// Returns the derivative of an extreme, <see cref="Step.Extreme"/>, by each of its values: 1 shared evenly by the values that attain it, 0 elsewhere. The values are those of the
    /// pixels of a region, of the regions of an image, or of the images of the batch: the level of the result.
    /// </summary>
    Share,

    /// <summary>Averages the largest share, <see cref="Step.Second"/>, of the values of the valid pixels of each region.</summary>
    Top,

    /// <summary>Returns the derivative of <see cref="Top"/> by each value: 1 shared evenly by the values that it averages, 0 elsewhere.</summary>
    TopShare,

    /// <summary>Sums, for each pixel, over the valid pixels of its region that come before it in the descending order of <see cref="Step.Second"/>.</summary>
    Above,

    /// <summary>Sums, for each pixel, over the valid pixels of its region that come after it in the order of <see cref="Above"/>, as the backward pass needs it.</summary>
    Below,

    /// <summary>Averages over the window around each pixel.</summary>
    LocalMean,

    /// <summary>Applies the adjoint filter of a window, as the backward pass of <see cref="LocalMean"/> needs it.</summary>
    LocalMeanAdjoint,

    /// <summary>Sums over the window around each pixel, with its weights.</summary>
    LocalSum,

    /// <summary>Applies the adjoint filter of <see cref="LocalSum"/>.</summary>
    LocalSumAdjoint,

    /// <summary>Takes the largest value in the window around each pixel.</summary>
    LocalMax,

    /// <summary>Takes the smallest value in the window around each pixel.</summary>
    LocalMin,

    /// <summary>Gives the adjoint of each <see cref="LocalMax"/> to the first value of its window that attains it. The values are the second term.</summary>
    LocalMaxAdjoint,

    /// <summary>Gives the adjoint of each <see cref="LocalMin"/> to the first value of its window that attains it. The values are the second term.</summary>
    LocalMinAdjoint,

    /// <summary>Computes the variance over the window around each pixel.</summary>
    LocalVariance,

    /// <summary>Computes the covariance of two values over the window around each pixel.</summary>
    LocalCovariance,

    /// <summary>Computes a field of a provider.</summary>
    Field,

    /// <summary>Applies the adjoint of a field of a provider.</summary>
    FieldAdjoint,

    /// <summary>Sums region values over the classes of each image.</summary>
    ClassSum,

    /// <summary>Averages region values over the classes of each image.</summary>
    ClassMean,

    /// <summary>Takes the largest region value among the classes of each image.</summary>
    ClassMax,

    /// <summary>Takes the smallest region value among the classes of each image.</summary>
    ClassMin,

    /// <summary>Sums image values over the images of the batch.</summary>
    BatchSum,

    /// <summary>Averages image values over the images of the batch.</summary>
    BatchMean,

    /// <summary>Takes the largest image value of the batch.</summary>
    BatchMax,

    /// <summary>Sums over the classes of each pixel. The backward pass of a reduction over these classes sums the adjoints likewise.</summary>
    PixelClassSum,

    /// <summary>Takes the largest value among the classes of each pixel.</summary>
    PixelClassMax,

    /// <summary>Takes the logarithm of the sum of exponentials over the classes of each pixel.</summary>
    PixelClassLogSumExp,

    /// <summary>Sums at each class of a pixel over the classes up to it.</summary>
    PixelClassCumulativeSum,

    /// <summary>Sums adjoints over the classes of each pixel, those of invalid pixels as 0.</summary>
    PixelClassSumAdjoint,

    /// <summary>Sums adjoints at each class of a pixel over the classes from it on, those of invalid pixels as 0.</summary>
    PixelClassCumulativeSumAdjoint,

    /// <summary>Returns the derivative of a maximum over the classes of a pixel, <see cref="Step.Extreme"/>, by each of its values: 1 shared evenly by the classes that attain it.</summary>
    PixelClassShare,

    /// <summary>Sums adjoints of regions over all classes of each image, an excluded background too: a stage over the classes of a pixel reads its pixels.</summary>
    ClassTotal,
}

/// <summary>Step of a plan: evaluates a term, applies an operation to its values and names the result.</summary>
/// <param name="Result">The variable that later steps read.</param>
/// <param name="Kind">The operation.</param>
/// <param name="Term">The expression whose values the operation takes.</param>
/// <param name="Window">The window of a filter, else null.</param>
/// <param name="Extreme">The result of the extreme that <see cref="StepKind.Share"/> differentiates, else null.</param>
/// <param name="Second">The second value of a covariance, the share of the largest values, the values that order pixels, or the values of which a window takes an extreme or a field was computed, for the adjoint; else null.</param>
/// <param name="Provider">The type that computes a field and its adjoint, fully qualified; else null.</param>
/// <param name="Validity">1 where kernels must tell the operation which pixels are valid, because a stored value is 0 at the others; else null.</param>
/// <param name="Ordering">How kernels order pixels for the operation; null if they do not.</param>
internal sealed record Step(Variable Result, StepKind Kind, Expr Term, LocalWindow? Window = null, Variable? Extreme = null, Expr? Second = null, string? Provider = null, Expr? Validity = null, PixelOrdering? Ordering = null)
{
    /// <summary>The expressions whose values the operation takes: <see cref="Term"/>, and <see cref="Second"/> and <see cref="Validity"/> if there are any.</summary>
    public IReadOnlyList<Expr> Terms => [Term, .. new[] { Second, Validity }.OfType<Expr>()];

    /// <summary>
    /// Whether the operation is a filter: its result at a pixel follows from the terms of other pixels, in a window around the pixel or anywhere in the image, from their order, or from
    /// the terms at other classes of the pixel.
    /// </summary>
    public bool IsFilter => Window is not null || Provider is not null || Kind.IsOverPixelClasses() || Kind is StepKind.TopShare or StepKind.Above or StepKind.Below;

    /// <summary>Whether the operation depends on the order of the pixels of a region.</summary>
    public bool IsOrdered => Kind is StepKind.Top or StepKind.TopShare or StepKind.Above or StepKind.Below;

    /// <summary>Returns this step with every term replaced by the result of <paramref name="rewrite"/>.</summary>
    public Step MapTerms(Func<Expr, Expr> rewrite) =>
        this with { Term = rewrite(Term), Second = Second is null ? null : rewrite(Second), Validity = Validity is null ? null : rewrite(Validity) };
}
