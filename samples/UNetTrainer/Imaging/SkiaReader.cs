using SkiaSharp;
using UNetTrainer.Errors;

namespace UNetTrainer.Imaging;

/// <summary>Reads JPEG pictures, and others of 8 bits that Skia decodes: BMP, GIF, WebP.</summary>
internal static class SkiaReader
{
    // Deflate expands to 1032 bytes at most, each eight pixels of one bit; JPEG's best is far below.
    private const long MostPixelsAByte = 8 * 1032;

    /// <summary>Reads a file.</summary>
    /// <param name="content">Content of the file.</param>
    /// <param name="use">Part of the picture that is asked for.</param>
    /// <exception cref="InputException">The file is no picture, damaged or truncated, or lacks that part.</exception>
    public static Volume Read(byte[] content, PictureUse use)
    {
        using var stream = new MemoryStream(content);
        using var codec = SKCodec.Create(stream, out _) ?? throw new InputException(Unreadable(content));
        var (info, isGrey) = (codec.Info, codec.Info.ColorType == SKColorType.Gray8);
        var kind = $"8-bit {(isGrey ? "grey" : "RGB")} {codec.EncodedFormat.ToString().ToUpperInvariant()}";
        PixelLimit.Check(info.Width, info.Height, 4, (long)info.Width * info.Height <= content.LongLength * MostPixelsAByte, content.LongLength);
        using var bitmap = new SKBitmap(new SKImageInfo(info.Width, info.Height, isGrey ? SKColorType.Gray8 : SKColorType.Rgba8888, isGrey ? SKAlphaType.Opaque : SKAlphaType.Unpremul));
        var result = codec.GetPixels(bitmap.Info, bitmap.GetPixels());
        if (result != SKCodecResult.Success)
        {
            throw new InputException($"it is a {kind} that is damaged or truncated ({result})");
        }

        var (raster, notes) = Alpha.Select(Samples(bitmap, isGrey ? 1 : 4), !isGrey, false, use, kind);
        return Raster.Stack([raster.Upright((int)codec.EncodedOrigin)]) with { Kind = kind, Notes = notes };
    }

    private static string Unreadable(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "it is a JPEG that is damaged or truncated, or not of 8 bits" : FileSignature.Describe(content);

    private static Raster Samples(SKBitmap bitmap, int channels)
    {
        var bytes = bitmap.GetPixelSpan();
        var pixels = bitmap.Width * bitmap.Height;
        var values = new float[pixels * channels];
        for (var y = 0; y < bitmap.Height; y++)
        {
            var row = bytes.Slice(y * bitmap.RowBytes, bitmap.Width * channels);
            for (var i = 0; i < row.Length; i++)
            {
                values[(i % channels * pixels) + (y * bitmap.Width) + (i / channels)] = row[i];
            }
        }

        return new(bitmap.Width, bitmap.Height, channels, values);
    }
}
