using SkiaSharp;
using UNetTrainer.Data;
using UNetTrainer.Training;

namespace UNetTrainer.Pictures;

/// <summary>Painter of one slice with contours and errors on a canvas. Each pixel of the slice is a square, which may be smaller than a pixel of the canvas.</summary>
/// <param name="canvas">Canvas to paint on.</param>
/// <param name="slice">Segmented slice.</param>
/// <param name="scale">Side of a square in pixels of the canvas.</param>
/// <param name="top">Top edge of the picture on the canvas.</param>
internal sealed class SlicePainter(SKCanvas canvas, Prediction slice, float scale, int top)
{
    /// <summary>Colour of the true contour.</summary>
    public static SKColor Truth { get; } = new(0x2E, 0xCC, 0x71);

    /// <summary>Colour of the predicted contour.</summary>
    public static SKColor Predicted { get; } = new(0xFF, 0x9F, 0x1C);

    private static readonly SKColor Error = new(0xE0, 0x3C, 0x3C, 0xA0);

    /// <summary>Returns the side of a square with which a slice fits into a picture: a whole number where there is room for one.</summary>
    /// <param name="frame">Size of the slice.</param>
    /// <param name="side">Longest side of the picture.</param>
    public static float Scale(Frame frame, int side)
    {
        var scale = (float)side / Math.Max(frame.Width, frame.Height);
        return scale < 1 ? scale : MathF.Floor(scale);
    }

    /// <summary>Returns the size of a slice's picture, a pixel at least.</summary>
    public static SKSizeI Size(Frame frame, float scale) => new(Math.Max(1, (int)(frame.Width * scale)), Math.Max(1, (int)(frame.Height * scale)));

    /// <summary>Paints the image in grey, from its darkest to its brightest value.</summary>
    /// <param name="left">Left edge on the canvas.</param>
    /// <param name="classes">Class of each pixel, whose colour is mixed in; null for none.</param>
    public void Image(int left, byte[]? classes = null)
    {
        var (width, height) = (slice.Frame.Width, slice.Frame.Height);
        using var image = GreyPicture.Draw(slice.Image, classes, width, height);
        canvas.DrawImage(image, SKRect.Create(left, top, width * scale, height * scale), new SKSamplingOptions(SKFilterMode.Linear));
    }

    /// <summary>Fills the pixels where prediction and truth differ. Ignored pixels are no errors.</summary>
    public void Errors(int left)
    {
        using var paint = new SKPaint { Color = Error };
        for (var i = 0; i < slice.Truth.Length; i++)
        {
            if (slice.Truth[i] != LabelMap.Ignored && slice.Truth[i] != slice.Predicted[i])
            {
                canvas.DrawRect(Pixel(i % slice.Frame.Width, i / slice.Frame.Width, left), paint);
            }
        }
    }

    /// <summary>Paints a line along every pixel edge between two classes.</summary>
    public void Contour(byte[] mask, SKColor color, int left)
    {
        using var paint = new SKPaint { Color = color, StrokeWidth = 2, IsStroke = true, StrokeCap = SKStrokeCap.Square };
        for (var y = 0; y < slice.Frame.Height; y++)
        {
            for (var x = 0; x < slice.Frame.Width; x++)
            {
                var pixel = Pixel(x, y, left);
                var inside = Class(x, y);
                if (inside != Class(x - 1, y))
                {
                    canvas.DrawLine(pixel.Left, pixel.Top, pixel.Left, pixel.Bottom, paint);
                }

                if (inside != Class(x, y - 1))
                {
                    canvas.DrawLine(pixel.Left, pixel.Bottom, pixel.Right, pixel.Bottom, paint);
                }
            }
        }

        // An ignored pixel has no contour of its own.
        byte Class(int x, int y) => x >= 0 && y >= 0 && mask[x + (slice.Frame.Width * y)] is not LabelMap.Ignored and var c ? c : (byte)0;
    }

    private SKRect Pixel(int x, int y, int left) => SKRect.Create(left + (x * scale), top + ((slice.Frame.Height - 1 - y) * scale), scale, scale);
}
