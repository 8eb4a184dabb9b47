namespace LossDsl;

/// <summary>Values that a window reads beyond the border of the image. Pixels that are not valid are 0 whatever the padding.</summary>
public enum Padding
{
    /// <summary>The value of the nearest pixel of the image.</summary>
    Nearest,

    /// <summary>0.</summary>
    Zero,

    /// <summary>
    /// Whole windows alone. A pixel whose window leaves the image, or has a pixel that is not valid, does not count in the sums, means and extremes over pixels that read the result,
    /// directly or through other values of a pixel. Elsewhere the same as <see cref="Nearest"/>.
    /// </summary>
    Valid,
}
