using UNetTrainer.Errors;
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
    [InlineData(float.NaN)]
    public void NoContrast_IsRefused(float value) =>
        Assert.Throws<InputException>(() => Intensity.Normalize(new(2, 2, 2, [.. Enumerable.Repeat(value, 8)])));
}
