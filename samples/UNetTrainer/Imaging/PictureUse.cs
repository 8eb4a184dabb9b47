namespace UNetTrainer.Imaging;

/// <summary>Part of a picture that is asked for.</summary>
internal enum PictureUse
{
    /// <summary>Grey values or colours; indices of a palette become colours.</summary>
    Image,

    /// <summary>Labels: as <see cref="Image"/>, but indices of a palette stay indices.</summary>
    Mask,

    /// <summary>Alpha channel, as a mask.</summary>
    AlphaMask,
}
