using UNetTrainer.Data;
using UNetTrainer.Imaging;

namespace UNetTrainer.Tests.Data;

/// <summary>Tests of <see cref="Frames"/>: which slices share a frame and a batch, and how many pixels batches take.</summary>
public class FramesTests
{
    [Fact]
    public void OneLargePictureAmongSmallOnes_DoesNotEnlargeTheirBatches()
    {
        Slice[] slices = [.. Pictures(39, 64, 64), .. Pictures(1, 2048, 2048)];
        var frames = new Frames(slices);
        var batches = frames.Cut(slices, size: 8);

        Assert.Equal(slices.Length, batches.SelectMany(static b => b).Distinct().Count());
        Assert.All(batches, b => Assert.All(b, s => Assert.Equal(frames[b[0]], frames[s])));
        Assert.Equal((39 * 64 * 64) + (2048 * 2048), batches.Sum(b => (long)b.Count * frames[b[0]].Pixels));
        Assert.Equal(6, batches.Count);
    }

    [Fact]
    public void ABatch_AllocatesThePixelsOfItsFrame()
    {
        Slice[] slices = [.. Pictures(3, 64, 64), .. Pictures(1, 512, 600)];
        var frames = new Frames(slices);
        var values = frames.Cut(slices, size: 4).Select(b =>
        {
            using var batch = Batch.Create(b, frames[b[0]]);
            return batch.Images.numel();
        });
        Assert.Equal([3 * 64 * 64, 512 * 600], values);
    }

    [Fact]
    public void Padding_IsAtMostHalfOfASlice()
    {
        var random = new Random(5);
        Slice[] slices = [.. Enumerable.Range(0, 200).SelectMany(_ => Pictures(1, random.Next(300, 2000), random.Next(300, 2000)))];
        var frames = new Frames(slices);
        Assert.All(slices, s => Assert.InRange(frames[s].Pixels, s.Width * s.Height, 1.5 * s.Width * s.Height));
        Assert.All(slices, s => Assert.True(frames[s].Width >= s.Width && frames[s].Height >= s.Height));
    }

    [Fact]
    public void OneSize_KeepsTheOrderAndTheNumberOfBatches()
    {
        var slices = Pictures(43, 20, 24).ToArray();
        var batches = new Frames(slices).Cut(slices, 32, fewest: 8);
        Assert.Equal(slices, batches.SelectMany(static b => b));
        Assert.Equal(8, batches.Count);
    }

    [Fact]
    public void TheOrderOfSlices_DoesNotChangeTheNumberOfBatches()
    {
        Slice[] slices = [.. Pictures(7, 300, 300), .. Pictures(9, 320, 310), .. Pictures(5, 900, 900)];
        var frames = new Frames(slices);
        var count = frames.Cut(slices, 4, 3).Count;
        new Random(1).Shuffle(slices);
        Assert.Equal(count, frames.Cut(slices, 4, 3).Count);
    }

    private static IEnumerable<Slice> Pictures(int count, int height, int width) => Enumerable.Range(0, count).Select(_ => new Slice(new Blank(height, width), 0));

    private sealed class Blank(int height, int width) : ISliceSource
    {
        public string Name => "";

        public Axis Axis => Axis.Z;

        public int Width => width;

        public int Height => height;

        public float Background => 0;

        public IReadOnlyList<double> Spacing => [1, 1];

        public IReadOnlyList<SliceFacts> Slices => [new(1, false)];

        public void Read(int index, Span<float> image, Span<byte> labels)
        {
        }
    }
}
