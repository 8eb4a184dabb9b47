using SkiaSharp;
using UNetTrainer.Errors;

namespace UNetTrainer.Imaging;

/// <summary>Reads PNG and JPEG pictures as volumes of one slice: grey from 0 to 255, colours by their luminance.</summary>
internal static class PictureReader
{
    // Deflate expands to 1032 bytes at most, each eight pixels of one bit; JPEG's best is far below.
    private const long MostPixelsAByte = 8 * 1032;

    private const long MostPixels = 1 << 28;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">The file is not there, cannot be opened, is malformed or truncated; the message names it.</exception>
    public static Volume Read(string path)
    {
        try
        {
            // Skia gets the bytes and not the path, because Skia does not report why a file cannot be opened.
            var content = File.ReadAllBytes(path);
            using var stream = new MemoryStream(content);
            using var codec = SKCodec.Create(stream, out var result) ?? throw new InputException($"it is no picture ({result})");
            return Decode(codec, content.LongLength);
        }
        catch (Exception e) when (e is InputException or IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot read '{path}': {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static Volume Decode(SKCodec codec, long length)
    {
        // Checked before anything is allocated, so that a header with false claims costs no memory.
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        var count = (long)width * height;
        if (count == 0 || count > Math.Min(MostPixels, length * MostPixelsAByte))
        {
            throw new InputException($"it claims {width} x {height} pixels, which {length} bytes cannot hold or are more than {MostPixels}");
        }

        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        var result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        return result == SKCodecResult.Success
            ? new(width, height, 1, Grey(bitmap.GetPixelSpan(), width, height))
            : throw new InputException($"it is damaged or truncated ({result})");
    }

    // Rows are reversed, because the second dimension of a volume points up.
    private static float[] Grey(ReadOnlySpan<byte> rgba, int width, int height)
    {
        var voxels = new float[width * height];
        for (var i = 0; i < voxels.Length; i++)
        {
            var (red, green, blue) = (rgba[4 * i], rgba[(4 * i) + 1], rgba[(4 * i) + 2]);
            voxels[(i % width) + (width * (height - 1 - (i / width)))] = Luminance.Compute(red, green, blue);
        }

        return voxels;
    }
}
