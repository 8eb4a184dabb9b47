namespace LossDsl;

/// <summary>Set of pixels that one value of the formula is computed over: one class of one image, or one class of the whole batch.</summary>
public enum Region
{
    /// <summary>One region for each image and class: B·C values.</summary>
    PerImage,

    /// <summary>One region for each class over all images of the batch: C values.</summary>
    WholeBatch,
}
