namespace UNetTrainer.Data;

/// <summary>Paths of an image and its mask, of which nothing is read yet.</summary>
/// <param name="Name">Name of the case in messages and pictures.</param>
/// <param name="ImagePath">Path of the image.</param>
/// <param name="MaskPath">Path of the mask, which has the shape of the image.</param>
internal sealed record Case(string Name, string ImagePath, string MaskPath);
