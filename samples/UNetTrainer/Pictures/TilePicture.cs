using SkiaSharp;
using UNetTrainer.Training;

namespace UNetTrainer.Pictures;

/// <summary>Draws a test slice once, with true and predicted contour and filled errors, small enough to stand beside others.</summary>
internal static class TilePicture
{
    private const int Side = 360;

    /// <summary>Draws the slice and returns a PNG file.</summary>
    public static byte[] Draw(Prediction slice)
    {
        var scale = SlicePainter.Scale(slice.Frame, Side);
        var size = SlicePainter.Size(slice.Frame, scale);
        using var surface = SKSurface.Create(new SKImageInfo(size.Width, size.Height));
        var painter = new SlicePainter(surface.Canvas, slice, scale, top: 0);
        painter.Image(0);
        painter.Errors(0);
        painter.Contour(slice.Truth, SlicePainter.Truth, 0);
        painter.Contour(slice.Predicted, SlicePainter.Predicted, 0);
        using var encoded = surface.Snapshot().Encode(SKEncodedImageFormat.Png, 100);
        return encoded.ToArray();
    }
}
