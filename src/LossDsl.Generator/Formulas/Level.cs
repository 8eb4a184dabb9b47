namespace LossDsl.Generator.Formulas;

/// <summary>Level of an expression: how often its value changes. Levels are ordered; the level of an op is the highest of its arguments.</summary>
internal enum Level
{
    /// <summary>A constant or a hyperparameter, which keeps its value for as long as a loss is used.</summary>
    Fixed,

    /// <summary>One value for the batch.</summary>
    Batch,

    /// <summary>One value for each image.</summary>
    Image,

    /// <summary>One value for each region: for each class of each image, or of the batch.</summary>
    Region,

    /// <summary>One value for each pixel of each region.</summary>
    Pixel,
}

/// <summary>Groups of <see cref="Level"/>.</summary>
internal static class Levels
{
    /// <summary>Whether values of the level are made by reductions of pixels: those of regions, of images and of the batch.</summary>
    public static bool IsReduced(this Level level) => level is > Level.Fixed and < Level.Pixel;
}
