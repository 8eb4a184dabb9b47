namespace LossDsl;

/// <summary>The pixels that one value of the formula is computed over. Classes are always apart.</summary>
public enum Region
{
    /// <summary>One region for each image and class: B·C values.</summary>
    PerImage,

    /// <summary>One region for each class over all images of the batch: C values.</summary>
    WholeBatch,
}
