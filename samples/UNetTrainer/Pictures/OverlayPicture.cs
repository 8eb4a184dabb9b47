using SkiaSharp;
using UNetTrainer.Training;

namespace UNetTrainer.Pictures;

/// <summary>Draws a test slice three times: the image alone, with the true contour, and with the predicted contour and filled errors.</summary>
internal static class OverlayPicture
{
    private const int Side = 1024;
    private const int LargestScale = 4;
    private const int Margin = 8;
    private const int CaptionHeight = 28;

    /// <summary>Draws the slice and returns a PNG file. Several classes have colours, and a legend with the Dice of each.</summary>
    /// <param name="slice">Segmented slice.</param>
    /// <param name="names">Names of the classes, the background first.</param>
    public static byte[] Draw(Prediction slice, IReadOnlyList<string> names)
    {
        var dice = slice.Count(names.Count).Select(static c => FigureText.Number(c.Dice)).ToArray();
        var isOne = dice.Length == 1;
        var scale = Math.Min(LargestScale, SlicePainter.Scale(slice.Frame, Side));
        var size = SlicePainter.Size(slice.Frame, scale);
        var (width, height) = (size.Width, size.Height);
        var (first, second, third) = (Margin, (2 * Margin) + width, (3 * Margin) + (2 * width));
        using var legend = new Legend(isOne ? [] : Legend.Classes(names).Zip(dice, static (entry, d) => (entry.Colour, $"{entry.Text}, Dice {d}")), (3 * width) + (4 * Margin));
        using var surface = SKSurface.Create(new SKImageInfo((3 * width) + (4 * Margin), height + CaptionHeight + Margin + legend.Height));
        surface.Canvas.Clear(new SKColor(0x12, 0x12, 0x12));
        using var typeface = SKTypeface.FromFile(BundledFont.Path);
        using var font = new SKFont(typeface, 15);
        var painter = new SlicePainter(surface.Canvas, slice, scale, CaptionHeight);

        Caption(slice.Name, SKColors.White, first);
        painter.Image(first);
        Caption("truth", SlicePainter.Truth, second);
        painter.Image(second, isOne ? null : slice.Truth);
        painter.Contour(slice.Truth, SlicePainter.Truth, second);
        Caption(isOne ? $"prediction, Dice {dice[0]}" : "prediction", SlicePainter.Predicted, third);
        painter.Image(third, isOne ? null : slice.Predicted);
        painter.Errors(third);
        painter.Contour(slice.Predicted, SlicePainter.Predicted, third);
        legend.Draw(surface.Canvas, height + CaptionHeight + Margin);

        using var encoded = surface.Snapshot().Encode(SKEncodedImageFormat.Png, 100);
        return encoded.ToArray();

        void Caption(string text, SKColor color, int left)
        {
            using var paint = new SKPaint { Color = color, IsAntialias = true };
            surface.Canvas.DrawText(text, left, CaptionHeight - 9, SKTextAlign.Left, font, paint);
        }
    }
}
