namespace LossDsl.Generator.Formulas;

/// <summary>Groups of <see cref="StageKind"/>.</summary>
internal static class StageKinds
{
    /// <summary>Whether the stage reduces region values over the classes of each image.</summary>
    public static bool IsOverClasses(this StageKind kind) => kind is StageKind.ClassSum or StageKind.ClassMean or StageKind.ClassMax or StageKind.ClassMin;

    /// <summary>Whether the stage reduces image values over the images of the batch.</summary>
    public static bool IsOverImages(this StageKind kind) => kind is StageKind.BatchSum or StageKind.BatchMean or StageKind.BatchMax;

    /// <summary>Whether the stage depends on the order of the pixels of a region.</summary>
    public static bool IsOrdered(this StageKind kind) => kind is StageKind.PixelTop or StageKind.PixelAbove;

    /// <summary>Whether the result at a pixel depends on which other pixels there are one by one, so that a pixel cannot stand for several equal ones.</summary>
    public static bool NeedsSinglePixels(this StageKind kind) => kind.IsOverWindow() || kind.IsOrdered();

    /// <summary>Whether the stage combines the values of a window around each pixel.</summary>
    public static bool IsOverWindow(this StageKind kind) => kind is StageKind.LocalMean or StageKind.LocalSum or StageKind.LocalMax or StageKind.LocalMin or StageKind.LocalCovariance;

    /// <summary>Whether the stage takes the maximum or minimum of a window.</summary>
    public static bool IsWindowExtreme(this StageKind kind) => kind is StageKind.LocalMax or StageKind.LocalMin;

    /// <summary>Whether the stage reduces pixel values over the classes of each pixel, to a value for each pixel.</summary>
    public static bool IsOverPixelClasses(this StageKind kind) =>
        kind is StageKind.PixelClassSum or StageKind.PixelClassMax or StageKind.PixelClassLogSumExp or StageKind.PixelClassCumulativeSum;

    /// <summary>Whether the stage gives a value for each pixel.</summary>
    public static bool IsPerPixel(this StageKind kind) => kind is StageKind.Pixel or StageKind.PixelAbove or StageKind.Field || kind.IsOverWindow() || kind.IsOverPixelClasses();

    /// <summary>Whether the stage takes the maximum or minimum of pixels, regions or images, whose derivative has a kink where two of them attain it.</summary>
    public static bool IsExtreme(this StageKind kind) => kind is StageKind.PixelMax or StageKind.PixelMin or StageKind.ClassMax or StageKind.ClassMin or StageKind.BatchMax or StageKind.PixelClassMax;
}
