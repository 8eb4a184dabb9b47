using SkiaSharp;

namespace UNetTrainer.Tests.Support;

/// <summary>Encodes grey pictures as PNG and JPEG in memory.</summary>
internal static class PictureFile
{
    public static byte[] Png(int width, int height, Func<int, int, byte> grey) => Encode(width, height, grey, SKEncodedImageFormat.Png);

    public static byte[] Jpeg(int width, int height, Func<int, int, byte> grey) => Encode(width, height, grey, SKEncodedImageFormat.Jpeg);

    private static byte[] Encode(int width, int height, Func<int, int, byte> grey, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        for (var i = 0; i < width * height; i++)
        {
            bitmap.SetPixel(i % width, i / width, new SKColor(grey(i % width, i / width), grey(i % width, i / width), grey(i % width, i / width)));
        }

        using var image = SKImage.FromBitmap(bitmap);
        using var encoded = image.Encode(format, 100);
        return encoded.ToArray();
    }
}
