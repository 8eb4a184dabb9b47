namespace LossDsl.Generator.Formulas;

/// <summary>Level of an expression: how often its value changes. Levels are ordered; the level of an op is the highest of its arguments.</summary>
internal enum Level
{
    /// <summary>A constant or a hyperparameter, which keeps its value for as long as a loss is used.</summary>
    Fixed,

    /// <summary>One value for each image.</summary>
    Image,

    /// <summary>One value for each region: for each class of each image, or of the batch.</summary>
    Region,

    /// <summary>One value for each pixel of each region.</summary>
    Pixel,
}
