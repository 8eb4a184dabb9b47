using LossDsl;
using UNetTrainer.Data;
using UNetTrainer.Errors;
using UNetTrainer.Imaging;
using UNetTrainer.Network;
using UNetTrainer.Tests.Support;
using UNetTrainer.Training;

namespace UNetTrainer.Tests.Training;

/// <summary>Tests of <see cref="MemoryNeeds"/>: trainings that cannot fit are refused, others are not.</summary>
public class MemoryNeedsTests
{
    [Theory]
    [InlineData(4, 3)]
    [InlineData(16, 5)]
    public void TheNumberOfWeights_IsThatOfTheConvolutions(int width, int depth)
    {
        using var network = new UNet(width, depth);
        var convolutions = network.parameters().Where(static p => p.shape.Length == 4 && p.shape[2] > 1).Sum(static p => p.numel());
        Assert.Equal(convolutions, MemoryNeeds.Weights(width, depth));
    }

    [Fact]
    public void ATrainingThatCannotFit_IsRefused()
    {
        var split = Of(new Slice(new Huge(), 0));
        var error = Assert.Throws<InputException>(() => MemoryNeeds.Check(new() { Width = 64 }, split, Activation.Sigmoid, TorchSharp.torch.CPU));
        Assert.Matches(@"^Training needs about \d+ GB of memory, and [\d.]+ GB are available: give a smaller --batch-size", error.Message);
    }

    [Fact]
    public void AUsualTraining_IsNotRefused() => MemoryNeeds.Check(new(), Of(Phantom.Slices()), Activation.Sigmoid, TorchSharp.torch.CPU);

    private static Split Of(params Slice[] slices) => new(slices, slices, slices);

    // Picture of a petapixel, whose pixels are never read.
    private sealed class Huge : ISliceSource
    {
        public string Name => "huge";

        public Axis Axis => Axis.Z;

        public int Width => 1 << 25;

        public int Height => 1 << 25;

        public float Background => 0;

        public IReadOnlyList<double> Spacing => [1, 1];

        public IReadOnlyList<SliceFacts> Slices => [new(1, false)];

        public void Read(int index, Span<float> image, Span<byte> labels) => throw new InvalidOperationException();
    }
}
