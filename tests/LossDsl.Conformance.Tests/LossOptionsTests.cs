using LossDsl.Conformance.Cases;
using LossDsl.Losses;
using TorchSharp;

namespace LossDsl.Conformance;

/// <summary>Tests of LossOptions as a value (equality, copies of lists), and of the activation that a loss uses if the options leave it open.</summary>
public class LossOptionsTests
{
    private static readonly string[] MadeForSoftmax =
        ["cross-entropy", "dice-softmax-cross-entropy", "dice-top-k", "generalized-wasserstein-dice", "lovasz-softmax", "mbls", "nacl", "ohem-cross-entropy", "softmax-focal", "svls", "top-k-cross-entropy"];

    public static TheoryData<string> Losses => [.. LossCatalog.All.Select(static entry => entry.Metadata.Name)];

    // A constraint on sizes has no gradient where the size is within its bounds, nor have erosions where errors are small, and the hardest tenth of the pixels may be of one kind.
    public static TheoryData<string> LossesOfPixels =>
        [.. LossCatalog.All.Select(static entry => entry.Metadata.Name).Where(static name => name is not ("hausdorff-erosion" or "size-constraint" or "top-k-cross-entropy"))];

    [Fact]
    public void Options_with_equal_class_weights_are_equal()
    {
        LossOptions array = new() { ClassWeights = new[] { 0.5, 2 } }, list = new() { ClassWeights = new List<double> { 0.5, 2 } };

        Assert.Equal(array, list);
        Assert.Equal(array.GetHashCode(), list.GetHashCode());
        Assert.Equal(array, array with { ClassWeights = [0.5, 2] });
        Assert.NotEqual(array, array with { ClassWeights = [2, 0.5] });
        Assert.NotEqual(array, array with { ClassWeights = [0.5] });
        Assert.NotEqual(array, array with { ClassWeights = null });
        Assert.NotEqual(array, array with { ClassWeighting = ClassWeighting.ByWeight });
        Assert.Contains("ClassWeights = [0.5, 2]", array.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_copy_the_list_of_class_weights()
    {
        double[] weights = [1, 2];
        LossOptions options = new() { ClassWeights = weights };
        var copy = options with { LabelSmoothing = 0.1 };

        weights[0] = 100;

        Assert.Equal([1.0, 2.0], options.ClassWeights!);
        Assert.Equal([1.0, 2.0], copy.ClassWeights!);
        Assert.Equal(2, options.ClassWeights!.Count);
        Assert.Equal(2, options.ClassWeights[1]);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_loss_uses_its_declared_activation_if_the_options_leave_it_open(string name)
    {
        var expected = MadeForSoftmax.Contains(name) ? Activation.Softmax : Activation.Sigmoid;
        var entry = LossCatalog.All[name];
        using FormulaLoss plain = entry.Create(), open = entry.Create(options: new() { Region = Region.WholeBatch });

        Assert.Equal((expected, expected, expected), (entry.Metadata.Activation, plain.Metadata.Activation, plain.Activation));
        Assert.Equal(LossOptions.Default with { Activation = expected }, plain.Options);
        Assert.Equal(new LossOptions { Activation = expected, Region = Region.WholeBatch }, open.Options);
        Assert.Null(LossOptions.Default.Activation);
    }

    [Theory]
    [InlineData(Activation.Sigmoid)]
    [InlineData(Activation.None)]
    [InlineData(Activation.Softmax)]
    public void An_activation_in_the_options_is_used(Activation activation)
    {
        LossOptions options = new() { Activation = activation };
        using FormulaLoss softmax = new CrossEntropyLoss(options), sigmoid = new DiceLoss(options: options);

        Assert.Equal((activation, activation), (softmax.Activation, sigmoid.Activation));
        Assert.Same(options, softmax.Options);
    }

    // These losses declare softmax because under sigmoid background pixels have no gradient, as here.
    [Theory]
    [InlineData("cross-entropy")]
    [InlineData("softmax-focal")]
    public void Under_sigmoid_a_loss_made_for_softmax_has_no_gradient_at_background(string name)
    {
        using var scope = torch.NewDisposeScope();
        var target = torch.zeros([1, 1, 16], torch.float64);
        target[0, 0, 0] = 1;

        using var result = LossCatalog.All[name].Create(options: new() { Activation = Activation.Sigmoid }).ValueAndGradientOfInputs(torch.full([1, 1, 16], 30.0, torch.float64), target);

        Assert.InRange(result.Value.item<double>(), 0, 1e-12);
        Assert.Equal(0, result.Gradient.narrow(2, 1, 15).abs().max().item<double>());
    }

    // Wrong pixels of either class need a gradient. Without one nothing stops all pixels from becoming foreground.
    [Theory]
    [MemberData(nameof(LossesOfPixels))]
    public void Wrong_pixels_of_both_kinds_have_a_gradient(string name)
    {
        using var scope = torch.NewDisposeScope();
        using var loss = LossCatalog.All[name].Create();
        var classes = loss.Activation == Activation.Softmax ? 2 : 1;
        var foreground = torch.arange(64).reshape(1, 1, 8, 8).remainder(8).lt(4);
        var target = classes == 1 ? foreground : torch.cat([foreground.logical_not(), foreground], 1);
        var logits = torch.where(foreground, -0.5, 0.5).to_type(torch.float64) + torch.rand([1, 1, 8, 8], torch.float64, generator: new torch.Generator(1)) * 0.2;
        logits = classes == 1 ? logits : torch.cat([-logits, logits], 1);

        using var result = loss.ValueAndGradientOfInputs(logits, target);

        var ofForeground = result.Gradient.narrow(1, classes - 1, 1);
        Assert.True(ofForeground.masked_select(foreground).abs().max().item<double>() > 1e-6, "Foreground has no gradient.");
        Assert.True(ofForeground.masked_select(foreground.logical_not()).abs().max().item<double>() > 1e-6, "Background has no gradient.");
    }
}
