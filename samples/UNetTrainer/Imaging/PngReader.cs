namespace UNetTrainer.Imaging;

/// <summary>Reads PNG files with the values that they store: grey and RGB of 8 or 16 bits, grey of fewer bits, palettes.</summary>
internal static class PngReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="content">Content of the file.</param>
    /// <param name="use">Part of the picture that is asked for.</param>
    /// <exception cref="Errors.InputException">The file is damaged or truncated, or lacks that part.</exception>
    public static Volume Read(byte[] content, PictureUse use)
    {
        var file = new PngFile(content);
        file.Header.Check(content.Length);
        var samples = PngSamples.Read(file.Header, file.Pixels);
        var (raster, notes) = Alpha.Select(samples, file.Header.HasAlpha, file.HasTransparency, use, file.Header.ToString());
        var isColoured = file.Header.IsIndexed && use == PictureUse.Image;
        return Raster.Stack([(isColoured ? raster.Coloured(file.Palette) : raster).Upright(file.Orientation)]) with
        {
            Kind = file.Header.ToString(),
            Palette = file.Header.IsIndexed && !isColoured ? file.Palette : [],
            Notes = notes,
        };
    }
}
