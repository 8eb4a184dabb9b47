using SkiaSharp;

namespace UNetTrainer.Pictures;

/// <summary>Draws the values of a slice in grey, from the darkest to the brightest, with the colours of classes mixed in.</summary>
internal static class GreyPicture
{
    /// <summary>Draws a slice, a pixel for each value.</summary>
    /// <param name="values">Values, row by row.</param>
    /// <param name="classes">Class of each pixel, whose colour is mixed in; null for none.</param>
    /// <param name="width">Number of pixels in a row.</param>
    /// <param name="height">Number of rows.</param>
    // A volume's second or third dimension points up, while rows of a picture go down, so the order of rows is reversed.
    public static SKImage Draw(float[] values, byte[]? classes, int width, int height)
    {
        var (low, high) = (values.Min(), values.Max());
        var colours = new SKColor[width * height];
        for (var i = 0; i < colours.Length; i++)
        {
            var level = (byte)(255 * (values[i] - low) / Math.Max(high - low, float.Epsilon));
            colours[(i % width) + (width * (height - 1 - (i / width)))] = ClassColours.Mixed(level, classes?[i] ?? 0);
        }

        using var bitmap = new SKBitmap(width, height) { Pixels = colours };
        return SKImage.FromBitmap(bitmap);
    }
}
