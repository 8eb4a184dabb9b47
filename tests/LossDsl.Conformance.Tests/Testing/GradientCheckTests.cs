using LossDsl.Losses;
using LossDsl.Testing;

namespace LossDsl.Conformance.Testing;

/// <summary>Tests of <see cref="LossCheck.Gradient"/>: right gradients pass, wrong gradients fail with a message that names the element.</summary>
public sealed class GradientCheckTests
{
    public static TheoryData<string> Losses => CheckedLosses.Names;

    [Theory]
    [MemberData(nameof(Losses))]
    public void Every_loss_of_the_catalog_passes(string loss) => LossCheck.Gradient(CheckedLosses.Create(loss), new() { Shape = [2, 2, 3, 3] });

    [Fact]
    public void A_right_gradient_that_is_written_by_hand_passes() => LossCheck.Gradient(static options => new HandWrittenLoss(options));

    [Fact]
    public void Further_options_and_hyperparameters_pass() => LossCheck.Gradient(
        static options => new TverskyLoss(0.2, 0.9, options: options with { LabelSmoothing = 0.1, SoftLabels = SoftLabels.L1, ClassWeights = [1, 2, 3] }));

    [Fact]
    public void Logits_without_spatial_dimensions_pass() => LossCheck.Gradient(CheckedLosses.Create("dice"), new() { Shape = [5, 1] });

    [Theory]
    [InlineData(1.0001)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(double.NaN)]
    public void A_wrong_gradient_fails(double factor)
    {
        var e = Assert.Throws<LossCheckException>(() => LossCheck.Gradient(options => new HandWrittenLoss(options, gradientFactor: factor)));

        Assert.Equal("by-hand", e.Loss);
        Assert.Equal(e.Expected * factor, e.Found, 1e-9);
        Assert.StartsWith("Loss 'by-hand': dL/dlogits[0, 0, 0, ", e.Message);
        Assert.Contains("Setting: activation Sigmoid, region PerImage, reduction None, target Random, backend Automatic, seed 1.", e.Message);
    }

    [Fact]
    public void A_gradient_that_is_wrong_for_one_reduction_fails()
    {
        var e = Assert.Throws<LossCheckException>(() => LossCheck.Gradient(
            static options => new HandWrittenLoss(options, gradientFactor: options is { Reduction: TorchSharp.torch.nn.Reduction.Sum, Activation: Activation.None } ? 2 : 1)));

        Assert.Contains("activation None, region PerImage, reduction Sum", e.Message);
    }

    [Fact]
    public void Options_that_are_not_passed_on_are_refused() =>
        Assert.Contains("Pass the options on", Assert.Throws<ArgumentException>(() => LossCheck.Gradient(static _ => new DiceLoss())).Message);

    [Fact]
    public void A_shape_without_classes_is_refused() =>
        Assert.Contains("[7]", Assert.Throws<ArgumentException>(() => LossCheck.Gradient(CheckedLosses.Create("dice"), new() { Shape = [7] })).Message);
}
