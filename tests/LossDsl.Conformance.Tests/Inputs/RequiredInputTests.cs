using LossDsl.Losses;
using LossDsl.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>Tests of inputs, the tensors that a caller hands in beside logits and target.</summary>
public sealed class RequiredInputTests : IDisposable
{
    private static readonly long[] Shape = [2, 3, 6, 7];
    private static readonly long[] OneChannel = [2, 1, 6, 7];
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Generator random = new(5);
    private readonly OwnInputLoss loss = new();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Value_and_gradient_are_those_of_the_formula()
    {
        LossCheck.Formula(static options => new OwnInputLoss(options));
        LossCheck.Gradient(static options => new OwnInputLoss(options));
        LossCheck.Hazards(static options => new OwnInputLoss(options));
    }

    [Fact]
    public void Inputs_of_every_level_are_those_of_the_formula()
    {
        LossCheck.Formula(static options => new OwnInputLevelsLoss(options));
        LossCheck.Gradient(static options => new OwnInputLevelsLoss(options));
        LossCheck.Hazards(static options => new OwnInputLevelsLoss(options));
        LossCheck.Formula(static options => new OwnInputRegionsLoss(options));
        LossCheck.Gradient(static options => new OwnInputRegionsLoss(options));
        LossCheck.Hazards(static options => new OwnInputRegionsLoss(options));
    }

    // The first class is left out of the result, so that its input must not matter.
    [Theory]
    [InlineData(Backend.Tensors)]
    [InlineData(Backend.Kernels)]
    public void Inputs_of_classes_go_with_their_classes(Backend backend)
    {
        var (logits, target, _, _) = Draw();
        var (options, bias) = (new LossOptions { Backend = backend, IncludeBackground = false, Reduction = nn.Reduction.None }, rand(2, 3, generator: random));
        using var all = new OwnInputRegionsLoss(options with { IncludeBackground = true }).ValueAndGradient(logits, target, tensor(new[] { 0.2f, 0.5f, 0.9f }), bias);
        using var rest = new OwnInputRegionsLoss(options).ValueAndGradient(logits, target, tensor(new[] { 0.7f, 0.5f, 0.9f }), bias);

        Assert.Equal(Numbers.Of(all.Value.narrow(1, 1, 2)), Numbers.Of(rest.Value));
        Assert.Equal(Numbers.Of(all.Gradient.narrow(1, 1, 2)), Numbers.Of(rest.Gradient.narrow(1, 1, 2)));
    }

    [Theory]
    [InlineData(Region.PerImage, "presence", "it needs a value for each region, [2, 3].")]
    [InlineData(Region.PerImage, "focus", "it needs a value for each class, [3].")]
    [InlineData(Region.PerImage, "difficulty", "it needs a value for each image, [2].")]
    [InlineData(Region.WholeBatch, "presence", "it needs a value for each region, [3]; with Region.WholeBatch all images are one.")]
    [InlineData(Region.WholeBatch, "focus", "it needs a value for each class, [3].")]
    [InlineData(Region.WholeBatch, "difficulty", "it needs a value for each image, []; with Region.WholeBatch all images are one.")]
    public void Inputs_of_a_level_must_fit(Region region, string name, string message)
    {
        var (logits, target, _, _) = Draw();

        AssertRefused($"Logits have shape [2, 3, 6, 7], input '{name}' has shape [5]; {message}", () => new OwnInputLevelsLoss(new() { Region = region }).Compute(logits, target, Only(name)));

        TargetAnnotations Only(string wrong)
        {
            long[] images = region == Region.PerImage ? [2] : [];
            Dictionary<string, Tensor> inputs = new() { ["difficulty"] = rand(images), ["focus"] = rand(3), ["presence"] = rand([.. images, 3]) };
            inputs[wrong] = rand(5);
            return new() { Inputs = inputs };
        }
    }

    [Fact]
    public void Metadata_lists_the_inputs()
    {
        Assert.Equal(["quality (Pixel)", "margin (Pixel)"], loss.Metadata.RequiredInputs.Select(static input => input.ToString()));
        Assert.Equal((0, 1), (loss.Metadata.RequiredInputs[0].Minimum, loss.Metadata.RequiredInputs[0].Maximum));
        Assert.Empty(new DiceLoss().Metadata.RequiredInputs);
    }

    [Fact]
    public void All_methods_take_the_inputs_by_name()
    {
        var (logits, target, quality, margin) = Draw();

        using var direct = loss.ValueAndGradient(logits.detach(), target, margin: margin, quality: quality);
        var computed = loss.Compute(logits, target, quality, margin);
        var handed = loss.Backward(logits, target, quality, margin);
        var named = loss.Compute(logits, target, new TargetAnnotations { Inputs = new Dictionary<string, Tensor> { ["Margin"] = margin, ["QUALITY"] = quality } });

        Assert.All([computed, handed, named], value => Assert.Equal(direct.Value.item<float>(), value.item<float>()));
        Assert.Equal(Numbers.Of(direct.Gradient), Numbers.Of(logits.grad!));
    }

    [Theory]
    [InlineData(Backend.Tensors)]
    [InlineData(Backend.Kernels)]
    public void One_channel_is_the_same_for_every_class(Backend backend)
    {
        var (logits, target, quality, margin) = Draw();
        var tested = new OwnInputLoss(new() { Backend = backend });

        using var expected = tested.ValueAndGradient(logits, target, quality.narrow(1, 0, 1).expand(Shape).contiguous(), margin);
        using var actual = tested.ValueAndGradient(logits, target, quality.narrow(1, 0, 1), margin);

        Assert.Equal(Numbers.Of(expected.Value), Numbers.Of(actual.Value));
        Assert.Equal(Numbers.Of(expected.Gradient), Numbers.Of(actual.Gradient));
    }

    [Fact]
    public void A_call_without_inputs_names_them()
    {
        var (logits, target, quality, margin) = Draw();

        AssertRefused(
            "The loss 'own-input' reads the inputs 'quality', 'margin', which the call lacks: use Compute(logits, target, quality, margin), or Backward or ValueAndGradient with the same arguments. call and forward take no inputs.",
            () => loss.call(logits, target));
        AssertRefused("The loss 'own-input' reads the inputs 'quality', 'margin', which the call lacks", () => loss.forward(logits, target));
        AssertRefused("The loss 'own-input' reads the inputs 'quality', 'margin', which the call lacks", () => loss.Backward(logits, target));
        AssertRefused("The loss 'own-input' reads the input 'margin', which the call lacks", () => loss.ValueAndGradient(logits, target, With("quality", quality)));
        AssertRefused("The loss 'own-input' reads the input 'margin', which the call lacks", () => loss.Compute(logits, target, quality, margin: null!));
    }

    [Fact]
    public void Inputs_must_fit()
    {
        var (logits, target, quality, margin) = Draw();

        AssertRefused(
            "Logits have shape [2, 3, 6, 7], input 'quality' has shape [2, 2, 6, 7]; it needs a value for each pixel, [2, 3, 6, 7] or [2, 1, 6, 7].",
            () => loss.Compute(logits, target, rand(2, 2, 6, 7), margin));
        AssertRefused("Input 'margin' is Int64; it must be of a floating type, such as Float32.", () => loss.Compute(logits, target, quality, margin.to_type(int64)));
        AssertRefused("Logits are on cpu, input 'quality' is on meta; move one to the other.", () => loss.Compute(logits, target, rand(Shape, device: META), margin));
        AssertRefused("Input 'quality' requires a gradient, but a loss is differentiated by its logits alone", () => loss.Compute(logits, target, rand(Shape).requires_grad_(), margin));
    }

    [Fact]
    public void Names_must_fit()
    {
        var (logits, target, quality, margin) = Draw();

        AssertRefused("The loss 'dice' reads no input 'quality'. It reads no input.", () => new DiceLoss().Compute(logits, target, With("quality", quality)));
        AssertRefused("The loss 'own-input' reads no input 'weight'. It reads 'quality', 'margin'.", () => loss.Compute(logits, target, With("quality", quality, "margin", margin, "weight", margin)));
        AssertRefused("Inputs has 'quality' and 'Quality', which are one input", () => loss.Compute(logits, target, With("quality", quality, "margin", margin, "Quality", quality)));
        AssertRefused("The inputs of the loss 'own-input' are handed in twice", () => loss.Compute(logits, target, quality, margin, With("quality", quality)));
    }

    [Fact]
    public void Annotations_go_with_inputs()
    {
        var (logits, target, quality, margin) = Draw();
        var valid = rand(OneChannel, generator: random).gt(0.4);

        using var expected = loss.ValueAndGradient(logits, target, quality, margin, new() { Valid = valid });
        using var actual = loss.ValueAndGradient(logits, target, where(valid, quality, full_like(quality, double.NaN)), where(valid, margin, full_like(margin, double.NaN)), new() { Valid = valid });

        Assert.Equal(Numbers.Of(expected.Value), Numbers.Of(actual.Value));
        Assert.Equal(Numbers.Of(expected.Gradient), Numbers.Of(actual.Gradient));
    }

    // Nothing is computed, so that nothing must be handed in.
    [Fact]
    public void Warmup_needs_no_inputs()
    {
        var (logits, target, _, _) = Draw();
        loss.Warmup(logits, target);
    }

    private (Tensor Logits, Tensor Target, Tensor Quality, Tensor Margin) Draw() =>
        (randn(Shape, generator: random).requires_grad_(), rand(Shape, generator: random).gt(0.6).to_type(float32), rand(Shape, generator: random), rand(OneChannel, generator: random));

    private static TargetAnnotations With(params object[] namesAndTensors) =>
        new() { Inputs = namesAndTensors.Chunk(2).ToDictionary(static pair => (string)pair[0], static pair => (Tensor)pair[1]) };

    private static void AssertRefused(string message, Func<object> call) => Assert.StartsWith(message, Assert.Throws<ArgumentException>(call).Message);
}
