namespace LossDsl;

/// <summary>Level of an input: what has a value of its own.</summary>
public enum Per
{
    /// <summary>Each pixel and class, [B, C, ...]; or each pixel, [B, 1, ...]. Stages over pixels read such an input.</summary>
    Pixel,

    /// <summary>Each region: [B, C], or [C] where a region is a class of the whole batch.</summary>
    Region,

    /// <summary>Each class, [C].</summary>
    Class,

    /// <summary>Each image: [B], or a scalar where the whole batch counts as one image.</summary>
    Image,

    /// <summary>
    /// Each pair of classes, [C, C]. Stages over pixels read at class c the sum over the classes l of the element (c, l) times the target y of the pixel at class l:
    /// for hard labels the element of c and the class of the pixel, such as a distance between them.
    /// </summary>
    ClassPair,
}
