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
}
