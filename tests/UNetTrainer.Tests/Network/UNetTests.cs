using TorchSharp;
using TorchSharp.Modules;
using UNetTrainer.Network;
using static TorchSharp.torch;

namespace UNetTrainer.Tests.Network;

/// <summary>Tests of <see cref="UNet"/>: layers, channels and output sizes.</summary>
public class UNetTests
{
    [Fact]
    public void DefaultDepth_HasTheSurveysTenConvolutionsAndEightTransposedOnes()
    {
        using var network = new UNet(width: 4, depth: 5);
        var layers = network.named_modules().ToArray();
        var convolutions = layers.Where(static l => l.module is Conv2d).Select(static l => l.name).ToArray();

        Assert.Equal(10, convolutions.Count(static name => name.StartsWith("encoder", StringComparison.Ordinal)));
        Assert.Equal(8, layers.Count(static l => l.module is ConvTranspose2d && l.name.StartsWith("decoder", StringComparison.Ordinal)));
        Assert.Equal(["head"], convolutions.Where(static name => !name.StartsWith("encoder", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(64, 64, 5, 1)]
    [InlineData(90, 108, 5, 1)]
    [InlineData(17, 1, 4, 2)]
    [InlineData(5, 7, 2, 3)]
    public void TheOutput_HasTheSizeOfTheInput(int height, int width, int depth, int outputs)
    {
        using var scope = NewDisposeScope();
        using var network = new UNet(width: 2, depth, outputs);
        Assert.Equal([3, outputs, height, width], network.call(randn(3, 1, height, width)).shape);
    }

    [Fact]
    public void Channels_DoubleWithEachLevel()
    {
        using var network = new UNet(width: 3, depth: 3);
        var shapes = network.named_parameters().Where(static p => p.parameter.dim() == 4).ToDictionary(static p => p.name, static p => p.parameter.shape);

        Assert.Contains(shapes, static s => s.Key.StartsWith("encoder", StringComparison.Ordinal) && s.Value[0] == 12 && s.Value[1] == 6);
        Assert.Contains(shapes, static s => s.Key.StartsWith("decoder", StringComparison.Ordinal) && s.Value[0] == 12 && s.Value[1] == 6);
    }
}
