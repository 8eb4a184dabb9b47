using UNetTrainer.Errors;

namespace UNetTrainer.Imaging;

/// <summary>
/// Reads pictures as volumes with the values that they store, upright, for images and masks alike. The content decides the format, because pictures are often named after another one.
/// A picture has one slice, and a TIFF file of several pages as many.
/// </summary>
internal static class PictureReader
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">The file is not there, cannot be opened, is malformed or truncated; the message names it.</exception>
    public static Volume Read(string path, PictureUse use)
    {
        try
        {
            return TiffReader.Matches(Start(path)) ? TiffReader.Read(path, use) : Read(File.ReadAllBytes(path), use);
        }
        catch (Exception e) when (e is InputException or IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot read '{path}': {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static Volume Read(byte[] content, PictureUse use) => PngFile.Matches(content) ? PngReader.Read(content, use) : SkiaReader.Read(content, use);

    private static byte[] Start(string path)
    {
        using var file = File.OpenRead(path);
        var start = new byte[4];
        return start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }
}
