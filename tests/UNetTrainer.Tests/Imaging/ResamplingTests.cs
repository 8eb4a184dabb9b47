using UNetTrainer.Errors;
using UNetTrainer.Imaging;

namespace UNetTrainer.Tests.Imaging;

/// <summary>Tests of <see cref="Resampling"/>: values keep their place in the world, labels stay labels, and the way back leads to the grid of the file.</summary>
public class ResamplingTests
{
    private static readonly Geometry Fine = Geometry.FromSpacing(1, 1, 2) with { Origin = new(-3, 4, 5) };

    [Theory]
    [InlineData(2, 2, 2)]
    [InlineData(0.7, 1.3, 2)]
    [InlineData(1, 1, 5)]
    public void ALinearImage_StaysLinearInTheWorld(double x, double y, double z)
    {
        var volume = Fill(12, 10, 8, Fine, static w => (float)(w.X + (2 * w.Y) - w.Z));
        var resampled = Resampling.Between(volume, new(x, y, z))!.Apply(volume, nearest: false);
        Assert.Equal((x, y, z), resampled.Spacing);
        Assert.Equal((Math.Round(12 / x), Math.Round(10 / y), Math.Round(16 / z)), (resampled.Width, resampled.Height, resampled.Depth));

        // Voxels at the border lie outside of the source's centres, where the border's value goes on.
        var expected = Fill(resampled.Width, resampled.Height, resampled.Depth, resampled.Geometry, static w => (float)(w.X + (2 * w.Y) - w.Z));
        var inner = from k in Enumerable.Range(1, resampled.Depth - 2) from j in Enumerable.Range(1, resampled.Height - 2) from i in Enumerable.Range(1, resampled.Width - 2) select i + (resampled.Width * (j + (resampled.Height * k)));
        Assert.All(inner, i => Assert.Equal(expected.Voxels[i], resampled.Voxels[i], 1e-4f));
    }

    [Fact]
    public void Labels_TakeTheNearest()
    {
        var labels = Fill(12, 10, 8, Fine, static w => w.X > 2 ? 7 : 2);
        var resampled = Resampling.Between(labels, new(0.8, 0.8, 2))!.Apply(labels, nearest: true);
        Assert.Equal([2f, 7f], resampled.Voxels.Distinct().Order());
        Assert.Equal(Fill(resampled.Width, resampled.Height, resampled.Depth, resampled.Geometry, static w => w.X > 2.4 ? 7 : 2).Voxels, resampled.Voxels);
    }

    [Fact]
    public void Classes_ComeBackToTheirGrid()
    {
        var labels = Fill(24, 20, 16, Fine, static w => w.X + w.Y > 15 ? 2 : w.Z > 10 ? 1 : 0);
        var resampling = Resampling.Between(labels, new(0.5, 0.5, 1))!;
        var fine = resampling.Apply(labels, nearest: true);
        Assert.Equal(labels.Voxels, resampling.Inverse.Apply(Array.ConvertAll(fine.Voxels, static v => (byte)v)).Select(static c => (float)c));
    }

    [Fact]
    public void Channels_AreResampledEach()
    {
        var volume = new Volume(2, 2, 2, [1, 1, 1, 1, 1, 1, 1, 1, 5, 5, 5, 5, 5, 5, 5, 5]) { Channels = 2, Geometry = Geometry.FromSpacing(1, 1, 1) };
        var resampled = Resampling.Between(volume, new(0.5, 0.5, 0.5))!.Apply(volume, nearest: false);
        Assert.Equal([.. Enumerable.Repeat(1f, 64), .. Enumerable.Repeat(5f, 64)], resampled.Voxels);
    }

    [Fact]
    public void TheSameSpacing_ASlice_AndNoSpacing_AreLeftAlone()
    {
        Assert.Null(Resampling.Between(Fill(4, 4, 4, Fine, static _ => 1), new(1.001, 1, 2)));
        Assert.Null(Resampling.Between(Fill(4, 4, 1, Fine, static _ => 1), new(1, 1, 9)));
        Assert.Null(Resampling.Between(new(4, 4, 4, new float[64]), new(2, 2, 2)));
    }

    [Fact]
    public void TooManyVoxels_AreRefused_BeforeMemoryIsTaken() =>
        Assert.Contains("--spacing", Assert.Throws<InputException>(() => Resampling.Between(Fill(4, 4, 4, Fine, static _ => 1), new(1e-4, 1e-4, 1e-4))).Message, StringComparison.Ordinal);

    private static Volume Fill(int width, int height, int depth, Geometry geometry, Func<Vector, float> value) => new(width, height, depth,
        [.. from k in Enumerable.Range(0, depth) from j in Enumerable.Range(0, height) from i in Enumerable.Range(0, width) select value(geometry.World(i, j, k))])
        {
            Geometry = geometry,
        };
}
