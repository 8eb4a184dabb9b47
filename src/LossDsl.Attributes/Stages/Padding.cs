namespace LossDsl;

/// <summary>Values that a window reads beyond the border of the image. Pixels that are not valid are 0 whatever the padding.</summary>
public enum Padding
{
    /// <summary>The value of the nearest pixel of the image.</summary>
    Nearest,

    /// <summary>0.</summary>
    Zero,
}
