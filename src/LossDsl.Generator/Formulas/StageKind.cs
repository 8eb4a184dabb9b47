namespace LossDsl.Generator.Formulas;

/// <summary>Kind of a stage: the reduction that forms its result from the values of its body.</summary>
internal enum StageKind
{
    /// <summary>No reduction: the value of the loss for each region, or for each image.</summary>
    Formula,

    /// <summary>No reduction: one value for each pixel.</summary>
    Pixel,

    /// <summary>The sum over the valid pixels of each region.</summary>
    PixelSum,

    /// <summary>The mean over the valid pixels of each region.</summary>
    PixelMean,

    /// <summary>The maximum over the valid pixels of each region.</summary>
    PixelMax,

    /// <summary>The minimum over the valid pixels of each region.</summary>
    PixelMin,

    /// <summary>The mean of the largest share of the values of the valid pixels of each region.</summary>
    PixelTop,

    /// <summary>The sum over the valid pixels of the region that come before a pixel in the descending order of another stage.</summary>
    PixelAbove,

    /// <summary>The mean over a window around each pixel.</summary>
    LocalMean,

    /// <summary>The weighted sum over a window around each pixel.</summary>
    LocalSum,

    /// <summary>The maximum of a window around each pixel.</summary>
    LocalMax,

    /// <summary>The minimum of a window around each pixel.</summary>
    LocalMin,

    /// <summary>
    /// The covariance of two values over a window around each pixel. No attribute declares it: lowering finds it in differences of local means.
    /// </summary>
    LocalCovariance,

    /// <summary>A value for each pixel that a provider of the user computes from those of the body.</summary>
    Field,

    /// <summary>The sum over the classes of each image.</summary>
    ClassSum,

    /// <summary>The mean over the classes of each image.</summary>
    ClassMean,

    /// <summary>The maximum over the classes of each image.</summary>
    ClassMax,

    /// <summary>The minimum over the classes of each image.</summary>
    ClassMin,

    /// <summary>The sum over the images of the batch.</summary>
    BatchSum,

    /// <summary>The mean over the images of the batch.</summary>
    BatchMean,

    /// <summary>The maximum over the images of the batch.</summary>
    BatchMax,

    /// <summary>The sum over the classes of each pixel.</summary>
    PixelClassSum,

    /// <summary>The maximum over the classes of each pixel.</summary>
    PixelClassMax,

    /// <summary>The logarithm of the sum of exponentials over the classes of each pixel.</summary>
    PixelClassLogSumExp,

    /// <summary>At each class of a pixel the sum over the classes up to it.</summary>
    PixelClassCumulativeSum,
}
