using LossDsl;
using UNetTrainer.Training;
using static TorchSharp.torch;

namespace UNetTrainer.Tests.Training;

/// <summary>Tests of <see cref="OutputLayout"/>, the channels of the network for an activation and a number of classes.</summary>
public class OutputLayoutTests
{
    [Theory]
    [InlineData(Activation.Sigmoid, 2, 1)]
    [InlineData(Activation.Softmax, 2, 2)]
    [InlineData(Activation.None, 2, 1)]
    [InlineData(Activation.Sigmoid, 4, 3)]
    [InlineData(Activation.Softmax, 4, 4)]
    [InlineData(Activation.None, 4, 3)]
    public void EveryActivation_FindsTheClasses_AndGivesTheLossWhatItNeeds(Activation activation, int classes, int channels)
    {
        using var scope = NewDisposeScope();
        var output = new OutputLayout(activation, classes);
        var labels = tensor(new byte[] { 1, 0, (byte)(classes - 1), 0, 1, 1 }, [1, 1, 2, 3]);

        // Logits of a network that is sure of the labels.
        var logits = (12 * output.Masks(labels)) - 6;
        var (given, target) = (output.ForLoss(logits), output.Target(labels));

        Assert.Equal(channels, output.Channels);
        Assert.Equal([1, channels, 2, 3], given.shape);
        Assert.Equal(activation == Activation.Softmax ? [1, 2, 3] : given.shape, target.shape);
        Assert.True(output.ClassesOf(logits).eq(labels).all().item<bool>());
        Assert.InRange(LossCatalog.All["dice"].Create(null, new() { Activation = activation, EmptyMask = EmptyMask.Skip }).call(given, target).item<float>(), 0, 0.02);
    }

    [Fact]
    public void PixelsWithoutAProbableClass_AreBackground()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new float[] { -1, 3, -2, -3, 2, -0.1f }, [1, 2, 1, 3]);
        Assert.Equal([0, 1, 0], new OutputLayout(Activation.Sigmoid, 3).ClassesOf(logits).data<long>().ToArray());
    }

    [Theory]
    [InlineData(Activation.Sigmoid, 0.7, new long[] { 0, 0, 1 })]
    [InlineData(Activation.Sigmoid, 0.2, new long[] { 1, 1, 1 })]
    [InlineData(Activation.None, 0.7, new long[] { 0, 0, 1 })]
    [InlineData(Activation.Softmax, 0.7, new long[] { 0, 0, 1 })]
    [InlineData(Activation.Softmax, 0.2, new long[] { 1, 1, 1 })]
    public void AThreshold_DecidesByTheProbability(Activation activation, double threshold, long[] expected)
    {
        // Probabilities of the foreground: 0.27, 0.62, 0.88.
        float[] logits = [-1, 0.5f, 2];
        using var foreground = tensor(logits, [1, 1, 1, 3]);
        using var output = activation == Activation.Softmax ? cat([zeros_like(foreground), foreground], 1) : foreground.alias();
        var layout = new OutputLayout(activation, 2) { Threshold = threshold };
        Assert.True(layout.HasThreshold);
        Assert.Equal(expected, layout.ClassesOf(output).to_type(int64).data<long>().ToArray());
        Assert.False(new OutputLayout(Activation.Softmax, 3).HasThreshold);
    }
}
