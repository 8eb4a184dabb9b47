using UNetTrainer.Imaging;

namespace UNetTrainer.Tests.Imaging;

/// <summary>Tests of <see cref="Intensity"/>, which normalizes the voxels of a volume.</summary>
public class IntensityTests
{
    [Fact]
    public void Normalized_HasMeanZeroAndDeviationOne()
    {
        var voxels = Enumerable.Range(0, 1000).Select(static i => 100f + i).ToArray();
        var normalized = Intensity.Normalize(new(10, 10, 10, voxels)).Voxels;

        Assert.Equal(0, normalized.Average(), 1e-4);
        Assert.Equal(1, normalized.Average(static v => v * v), 1e-3);
        Assert.Equal(normalized[0], normalized[3]);
    }

    [Fact]
    public void ValuesThatAreNotFinite_CountAsTheDarkest()
    {
        float[] voxels = [float.NaN, float.PositiveInfinity, .. Enumerable.Range(0, 98).Select(static i => (float)i)];
        var normalized = Intensity.Normalize(new(10, 10, 1, voxels)).Voxels;

        Assert.All(normalized, static v => Assert.True(float.IsFinite(v)));
        Assert.Equal(normalized.Min(), normalized[0]);
        Assert.Equal(normalized.Min(), normalized[1]);
    }

    [Theory]
    [InlineData(7f)]
    [InlineData(0f)]
    [InlineData(float.NaN)]
    public void ABlankImage_BecomesZero(float value) =>
        Assert.All(Intensity.Normalize(new(2, 2, 2, [.. Enumerable.Repeat(value, 8)])).Voxels, static v => Assert.Equal(0, v));

    [Fact]
    public void ASparseImage_KeepsItsFewBrightValues()
    {
        var voxels = new float[10_000];
        voxels[77] = 500;
        var normalized = Intensity.Normalize(new(100, 100, 1, voxels)).Voxels;
        Assert.Equal(77, Array.IndexOf(normalized, normalized.Max()));
        Assert.True(normalized[77] > 1 && normalized[0] < 0);
    }

    [Fact]
    public void EachChannel_IsNormalizedAlone()
    {
        float[] voxels = [.. Enumerable.Range(0, 100).Select(static i => (float)i), .. Enumerable.Range(0, 100).Select(static i => 1000f * i)];
        var normalized = Intensity.Normalize(new Volume(10, 10, 1, voxels) { Channels = 2 }).Voxels;
        Assert.Equal(0, normalized[..100].Average(), 1e-4);
        Assert.Equal(normalized[..100].Select(static v => Math.Round(v, 4)), normalized[100..].Select(static v => Math.Round(v, 4)));
    }
}
