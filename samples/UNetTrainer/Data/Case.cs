namespace UNetTrainer.Data;

/// <summary>An image and its mask as files; nothing is read yet.</summary>
/// <param name="Name">What the case is called in messages and pictures.</param>
/// <param name="ImagePath">The file of the image.</param>
/// <param name="MaskPath">The file of the mask, of the same shape.</param>
internal sealed record Case(string Name, string ImagePath, string MaskPath);
