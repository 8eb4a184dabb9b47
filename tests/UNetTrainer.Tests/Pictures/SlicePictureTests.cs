using SkiaSharp;
using UNetTrainer.Pictures;
using UNetTrainer.Training;

namespace UNetTrainer.Tests.Pictures;

/// <summary>Tests of the pictures of a segmented slice.</summary>
public sealed class SlicePictureTests
{
    [Theory]
    [InlineData(12, 7, 4)]
    [InlineData(400, 300, 2)]
    [InlineData(3000, 2000, 1024 / 3000.0)]
    [InlineData(20000, 1, 1024 / 20000.0)]
    public void APicture_HasRoomForASliceOfAnySize(int width, int height, double scale)
    {
        var slice = new Prediction("slice", new(height, width), new float[width * height], new byte[width * height], new byte[width * height]);
        using var overlay = SKBitmap.Decode(OverlayPicture.Draw(slice, ["background", "lesion"]));
        Assert.InRange(overlay.Width - (4 * 8), 3 * Math.Max(1, (int)(width * scale) - 1), 3 * Math.Max(1, (int)(width * scale)));
        using var tile = SKBitmap.Decode(TilePicture.Draw(slice));
        Assert.InRange(tile.Width, 1, 360);
        Assert.InRange(tile.Height, 1, 360);
    }
}
