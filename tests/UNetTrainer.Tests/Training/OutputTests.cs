using LossDsl;
using UNetTrainer.Training;
using static TorchSharp.torch;

namespace UNetTrainer.Tests.Training;

public class OutputTests
{
    [Theory]
    [InlineData(Activation.Sigmoid, 1)]
    [InlineData(Activation.Softmax, 2)]
    [InlineData(Activation.None, 1)]
    public void EveryActivation_FindsTheForeground_AndGivesTheLossWhatItNeeds(Activation activation, int channels)
    {
        using var scope = NewDisposeScope();
        var output = new Output(activation);
        var mask = tensor(new float[] { 1, 0, 1, 0 }, [1, 1, 2, 2]);

        // A network that is sure of the mask.
        var logits = channels == 2 ? cat([-5 * mask, 5 * mask - 2], 1) : (10 * mask) - 5;
        var (given, target) = (output.ForLoss(logits), output.Target(mask));

        Assert.Equal(channels, output.Channels);
        Assert.Equal(given.shape, target.shape);
        Assert.True(output.Foreground(logits).equal(mask > 0).all().item<bool>());
        Assert.InRange(LossCatalog.All["dice"].Create(null, new() { Activation = activation }).call(given, target).item<float>(), 0, 0.15);
    }
}
