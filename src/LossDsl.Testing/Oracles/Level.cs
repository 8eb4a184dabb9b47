namespace LossDsl.Testing.Oracles;

/// <summary>Level of a value: one for each pixel of each class, each region, or each image.</summary>
internal enum Level
{
    Pixel,
    Region,
    Image,
}
