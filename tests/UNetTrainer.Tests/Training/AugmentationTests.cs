using TorchSharp;
using UNetTrainer.Data;
using UNetTrainer.Tests.Support;
using UNetTrainer.Training;
using static TorchSharp.torch;

namespace UNetTrainer.Tests.Training;

/// <summary>Tests of <see cref="Augmentation"/>: images, labels and maps move together, and intensities change only in images.</summary>
public class AugmentationTests
{
    private static readonly TrainingSettings None = new() { Mirror = false };

    [Fact]
    public void Mirror_FlipsImageLabelsAndMapsTogether_AlongX_HalfOfTheTime()
    {
        using var batch = new Batch(tensor(new float[] { 1, 2, 3, 4 }, [1, 1, 2, 2]), tensor(new byte[] { 1, 0, 0, 0 }, [1, 1, 2, 2]))
        {
            Maps = new Dictionary<string, Tensor> { ["d"] = tensor(new float[] { 0, 1, 1, 2 }, [1, 1, 2, 2]) },
        };
        var random = new Random(1);
        var mirrored = Enumerable.Range(0, 100).Select(_ => Augmentation.Apply(batch, None with { Mirror = true }, random)).Where(b => b.Images.data<float>()[0] == 2).ToArray();

        Assert.InRange(mirrored.Length, 30, 70);
        Assert.Equal([2, 1, 4, 3], mirrored[0].Images.data<float>().ToArray());
        Assert.Equal([0, 1, 0, 0], mirrored[0].Labels.data<byte>().ToArray());
        Assert.Equal([1, 0, 2, 1], mirrored[0].Maps["d"].data<float>().ToArray());
    }

    [Fact]
    public void WithoutOptions_TheBatchStaysTheSame()
    {
        using var batch = Phantoms();
        Assert.Same(batch, Augmentation.Apply(batch, None, new(1)));
    }

    [Theory]
    [InlineData(20, 0, 0, 0.5)]
    [InlineData(0, 0.2, 0, 0.5)]
    [InlineData(0, 0, 3, 0.5)]
    [InlineData(30, 0.2, 3, 0.3)]
    public void ImageAndLabels_MoveTogether(double rotate, double scale, double elastic, double most)
    {
        random.manual_seed(1);
        using var scope = NewDisposeScope();
        using var batch = Phantoms();
        var moved = Augmentation.Apply(batch, None with { Rotate = rotate, Scale = scale, Elastic = elastic }, new(1));

        // The phantom is bright at label 1, so the moved image must be bright at the moved labels.
        var (inside, outside) = (moved.Images[moved.Labels.eq(1)].mean().ToSingle(), moved.Images[moved.Labels.eq(0)].mean().ToSingle());
        Assert.True(batch.Labels.ne(moved.Labels).any().item<bool>());
        Assert.InRange(inside - outside, most, 3);
        Assert.Equal(uint8, moved.Labels.dtype);
        Assert.InRange(moved.Labels.sum().item<long>(), 0.5 * batch.Labels.sum().item<long>(), 1.5 * batch.Labels.sum().item<long>());
        Assert.Empty(moved.Maps);
    }

    [Fact]
    public void ARotation_KeepsLengths_InAFrameThatIsNotSquare()
    {
        // A rotated disc stays a disc. Without the correction for the sides of the frame it would become an ellipse of up to twice the width.
        random.manual_seed(2);
        using var scope = NewDisposeScope();
        var (y, x) = (arange(40).view(40, 1) - 19.5, arange(80).view(1, 80) - 39.5);
        var disc = ((y * y) + (x * x) < 100).to_type(uint8).view(1, 1, 40, 80);
        using var batch = new Batch(disc.to_type(float32), disc);
        for (var i = 0; i < 10; i++)
        {
            var moved = Augmentation.Apply(batch, None with { Rotate = 90 }, new(1)).Labels;
            var across = moved.to_type(float32);
            Assert.InRange(across.amax(2).sum().ToSingle(), 18, 23);
            Assert.InRange(across.amax(3).sum().ToSingle(), 18, 23);
        }
    }

    [Fact]
    public void Intensity_ChangesImagesAlone()
    {
        random.manual_seed(1);
        using var batch = Phantoms();
        var changed = Augmentation.Apply(batch, None with { Intensity = 0.2 }, new(1));
        Assert.Same(batch.Labels, changed.Labels);
        var difference = (changed.Images - batch.Images).abs();
        Assert.InRange(difference.max().ToSingle(), 0.05, 1.5);
    }

    private static Batch Phantoms() => Batch.Create(Phantom.Slices()[20..28], new(Phantom.Height, Phantom.Width));
}
