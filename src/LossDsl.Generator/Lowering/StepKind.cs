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

    /// <summary>Stores values of pixels for later passes, which may round differently where they compute the values again.</summary>
    Stored,

    /// <summary>Sums adjoints of regions over all classes of each image, an excluded background too: a stage over the classes of a pixel reads its pixels.</summary>
    ClassTotal,
}
