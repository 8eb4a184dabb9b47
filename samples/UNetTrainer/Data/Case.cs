namespace UNetTrainer.Data;

/// <summary>Paths of an image and its mask, of which nothing is read yet.</summary>
/// <param name="Name">Name of the case in messages and pictures; unique in a data set.</param>
/// <param name="ImagePaths">Paths of the image: one file, or one for each modality.</param>
/// <param name="MaskPath">Path of the mask, which has the shape of the image.</param>
internal sealed record Case(string Name, IReadOnlyList<string> ImagePaths, string MaskPath)
{
    public Case(string name, string imagePath, string maskPath)
        : this(name, [imagePath], maskPath)
    {
    }

    /// <summary>Path of the image, or of its first modality.</summary>
    public string ImagePath => ImagePaths[0];
}
