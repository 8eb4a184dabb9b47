namespace UNetTrainer.Imaging;

/// <summary>Channels that pictures are read with.</summary>
/// <param name="Grey">Whether colours of images become grey.</param>
/// <param name="AlphaMasks">Whether masks are taken from the alpha channel of pictures.</param>
internal readonly record struct PictureChannels(bool Grey, bool AlphaMasks)
{
    /// <summary>Reads an image.</summary>
    /// <exception cref="Errors.InputException">The file cannot be read; the message names it.</exception>
    public Volume ReadImage(string path)
    {
        var image = ImageFile.Read(path);
        return Grey ? Luminance.ToGrey(image) : image;
    }

    /// <summary>Reads a mask, with its indices of a palette and its colours.</summary>
    /// <exception cref="Errors.InputException">The file cannot be read; the message names it.</exception>
    public Volume ReadMask(string path) => ImageFile.Read(path, AlphaMasks ? PictureUse.AlphaMask : PictureUse.Mask);
}
