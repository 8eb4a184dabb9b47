using UNetTrainer.Data;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Data;

/// <summary>Tests of <see cref="Batch"/>: the number of batches, their sizes and their tensors.</summary>
public class BatchTests
{
    [Theory]
    [InlineData(43, 32, 1, 2)]
    [InlineData(43, 32, 8, 8)]
    [InlineData(5, 32, 8, 5)]
    [InlineData(320, 32, 8, 10)]
    [InlineData(33, 32, 1, 2)]
    public void Count_ObeysTheLargestSize_AndTheSmallestNumber(int slices, int size, int fewest, int expected) => Assert.Equal(expected, Batch.Count(slices, size, fewest));

    [Fact]
    public void Cut_UsesEverySliceOnce_InEqualBatches()
    {
        var slices = Phantom.Slices();
        var batches = Batch.Cut(slices, 7).ToArray();

        Assert.Equal(slices, batches.SelectMany(static b => b));
        Assert.All(batches, static b => Assert.InRange(b.Count, 8, 9));
    }

    [Fact]
    public void Tensors_HoldImagesAndMasks()
    {
        var slices = Phantom.Slices();
        using var batch = Batch.Create([slices[5], slices[30]], new(20, 24));

        Assert.Equal([2, 1, 20, 24], batch.Images.shape);
        Assert.Equal(slices[5].Foreground + slices[30].Foreground, batch.Labels.sum().item<long>());
    }
}
