using UNetTrainer.Data;
using UNetTrainer.Imaging;

namespace UNetTrainer.Tests.Data;

/// <summary>Tests of <see cref="Slice"/>: the pixels of slices across each axis, and their padding.</summary>
public class SliceTests
{
    // A volume of 2 x 3 x 4 voxels; voxel (x, y, z) has the value x + 10 y + 100 z.
    private static readonly LabelledVolume Volume = new("v", Counting(), new(2, 3, 4, new float[24]));

    [Theory]
    [InlineData(Axis.X, 3, 4, new float[] { 1, 11, 21, 101, 111, 121 })]
    [InlineData(Axis.Y, 2, 4, new float[] { 10, 11, 110, 111 })]
    [InlineData(Axis.Z, 2, 3, new float[] { 100, 101, 110, 111 })]
    internal void EachAxis_CutsAcrossItsDimension(Axis axis, int width, int height, float[] first)
    {
        var slice = new Slice(new VolumeSlices(Volume, axis), 1);
        var frame = new float[width * height];
        slice.Read(frame, new byte[width * height], new(height, width));

        Assert.Equal((width, height), (slice.Width, slice.Height));
        Assert.Equal(first, frame.Take(first.Length));
    }

    [Fact]
    public void ALargerFrame_IsPaddedAroundWithTheDarkestValue()
    {
        var frame = new float[4 * 5];
        new Slice(new VolumeSlices(Volume, Axis.Z), 1).Read(frame, new byte[4 * 5], new(5, 4));

        Assert.Equal([0, 0, 0, 0, 0, 100, 101, 0, 0, 110, 111, 0, 0, 120, 121, 0, 0, 0, 0, 0], frame);
    }

    private static Volume Counting() =>
        new(2, 3, 4, [.. Enumerable.Range(0, 24).Select(static i => (float)((i % 2) + (10 * (i / 2 % 3)) + (100 * (i / 6))))]);
}
