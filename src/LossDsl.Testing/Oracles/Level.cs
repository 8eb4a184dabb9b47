namespace LossDsl.Testing.Oracles;

/// <summary>Level of a value: one for each pixel of each class, each region, each image, or the batch.</summary>
internal enum Level
{
    Pixel,
    Region,
    Image,
    Batch,
}
