using SkiaSharp;
using UNetTrainer.Training;

namespace UNetTrainer.Pictures;

/// <summary>A test slice three times: the image, the truth's contour on it, and the prediction's with its errors filled.</summary>
internal static class OverlayPicture
{
    private const int Scale = 4;
    private const int Margin = 8;
    private const int Caption = 28;

    private static readonly SKColor Truth = new(0x2E, 0xCC, 0x71);
    private static readonly SKColor Predicted = new(0xFF, 0x9F, 0x1C);
    private static readonly SKColor Error = new(0xE0, 0x3C, 0x3C, 0xA0);

    /// <summary>Draws and encodes as PNG.</summary>
    public static byte[] Draw(Prediction slice)
    {
        var (width, height) = (slice.Frame.Width * Scale, slice.Frame.Height * Scale);
        using var surface = SKSurface.Create(new SKImageInfo((3 * width) + (4 * Margin), height + Caption + Margin));
        surface.Canvas.Clear(new SKColor(0x12, 0x12, 0x12));
        using var image = Grey(slice);
        using var typeface = SKTypeface.FromFile(BundledFont.Path);
        using var font = new SKFont(typeface, 15);

        Panel(surface.Canvas, image, font, slice.Name, SKColors.White, Margin);
        Panel(surface.Canvas, image, font, "truth", Truth, (2 * Margin) + width);
        Contour(surface.Canvas, slice, slice.Truth, Truth, (2 * Margin) + width);
        var confusion = slice.Confusion;
        Panel(surface.Canvas, image, font, FormattableString.Invariant($"prediction, Dice {confusion.Dice:F3}"), Predicted, (3 * Margin) + (2 * width));
        Errors(surface.Canvas, slice, (3 * Margin) + (2 * width));
        Contour(surface.Canvas, slice, slice.Predicted, Predicted, (3 * Margin) + (2 * width));

        using var encoded = surface.Snapshot().Encode(SKEncodedImageFormat.Png, 100);
        return encoded.ToArray();
    }

    private static void Panel(SKCanvas canvas, SKImage image, SKFont font, string caption, SKColor color, int left)
    {
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawText(caption, left, Caption - 9, SKTextAlign.Left, font, paint);
        canvas.DrawImage(image, SKRect.Create(left, Caption, image.Width * Scale, image.Height * Scale), new SKSamplingOptions(SKFilterMode.Linear));
    }

    // A volume's second or third dimension points up, a picture's rows go down: every row is turned round.
    private static SKImage Grey(Prediction slice)
    {
        var (width, height) = (slice.Frame.Width, slice.Frame.Height);
        var (low, high) = (slice.Image.Min(), slice.Image.Max());
        using var bitmap = new SKBitmap(width, height);
        for (var i = 0; i < slice.Image.Length; i++)
        {
            var level = (byte)(255 * (slice.Image[i] - low) / Math.Max(high - low, float.Epsilon));
            bitmap.SetPixel(i % width, height - 1 - (i / width), new SKColor(level, level, level));
        }

        return SKImage.FromBitmap(bitmap);
    }

    private static void Errors(SKCanvas canvas, Prediction slice, int left)
    {
        using var paint = new SKPaint { Color = Error };
        for (var i = 0; i < slice.Truth.Length; i++)
        {
            if (slice.Truth[i] != slice.Predicted[i])
            {
                canvas.DrawRect(Pixel(slice, i % slice.Frame.Width, i / slice.Frame.Width, left), paint);
            }
        }
    }

    // A line along every pixel edge that has foreground on one side only.
    private static void Contour(SKCanvas canvas, Prediction slice, bool[] mask, SKColor color, int left)
    {
        using var paint = new SKPaint { Color = color, StrokeWidth = 2, IsStroke = true, StrokeCap = SKStrokeCap.Square };
        for (var y = 0; y < slice.Frame.Height; y++)
        {
            for (var x = 0; x < slice.Frame.Width; x++)
            {
                var pixel = Pixel(slice, x, y, left);
                var inside = Inside(x, y);
                if (inside != Inside(x - 1, y))
                {
                    canvas.DrawLine(pixel.Left, pixel.Top, pixel.Left, pixel.Bottom, paint);
                }

                if (inside != Inside(x, y - 1))
                {
                    canvas.DrawLine(pixel.Left, pixel.Bottom, pixel.Right, pixel.Bottom, paint);
                }
            }
        }

        bool Inside(int x, int y) => x >= 0 && y >= 0 && mask[x + (slice.Frame.Width * y)];
    }

    private static SKRect Pixel(Prediction slice, int x, int y, int left) =>
        SKRect.Create(left + (x * Scale), Caption + ((slice.Frame.Height - 1 - y) * Scale), Scale, Scale);
}
