using LossDsl.Conformance.Cases;
using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>Tests of logits that are not finite: -∞ switches a class off, and at ignored or masked pixels any logit is allowed.</summary>
public sealed class NonFiniteLogitTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    // A penalty on the logits themselves is infinite.
    public static TheoryData<string> Losses => [.. LossCatalog.Local.Select(static entry => entry.Metadata.Name).Where(static name => name is not ("mbls" or "nacl"))];

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_class_with_logits_of_minus_infinity_has_probability_0_and_changes_no_other(string name)
    {
        manual_seed(3);
        foreach (var activation in new[] { Activation.Softmax, Activation.Sigmoid })
        {
            foreach (var type in new[] { float32, float64 })
            {
                // The reference has logits of -3000 for the class: its probability is 0 in every type.
                var off = randn([2, 4, 9, 9], type);
                off[TensorIndex.Ellipsis, 2, TensorIndex.Colon, TensorIndex.Colon] = double.NegativeInfinity;
                var far = off.clamp(min: -3000);
                var labels = randint(0, 2, [2, 9, 9]);
                foreach (var target in new[] { labels, nn.functional.one_hot(labels, 4).permute(0, 3, 1, 2).to_type(type) })
                {
                    foreach (var backend in new[] { Backend.Automatic, Backend.Scalar, Backend.Tensors })
                    {
                        var loss = LossCatalog.Local[name].Create(options: new() { Activation = activation, Backend = backend });
                        using var expected = loss.ValueAndGradientOfInputs(far, target);
                        using var actual = loss.ValueAndGradientOfInputs(off, target);

                        Assert.True(expected.Value.allclose(actual.Value, 1e-6, 1e-12), $"{activation}, {type}, {backend}: {expected.Value.ToDouble()} and {actual.Value.ToDouble()}");
                        Assert.True(expected.Gradient.allclose(actual.Gradient, 1e-5, 1e-12), $"{activation}, {type}, {backend}");
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(Backend.Automatic)]
    [InlineData(Backend.Tensors)]
    public void One_of_two_classes_may_have_logits_of_minus_infinity(Backend backend)
    {
        var logits = randn(1, 2, 40);
        logits[0, 1] = double.NegativeInfinity;
        using var result = new CrossEntropyLoss(new() { Backend = backend }).ValueAndGradient(logits, zeros([1, 40], int64));

        Assert.Equal(0, result.Value.item<float>());
        Assert.Equal(0, result.Gradient.abs().max().item<float>());
    }

    [Theory]
    [InlineData(Backend.Automatic)]
    [InlineData(Backend.Tensors)]
    public void A_pixel_whose_classes_are_all_switched_off_gives_NaN(Backend backend)
    {
        var logits = randn(1, 3, 40);
        logits[0, .., 7] = double.NegativeInfinity;

        Assert.True(float.IsNaN(new CrossEntropyLoss(new() { Backend = backend }).call(logits, zeros([1, 40], int64)).item<float>()));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Logits_of_ignored_pixels_change_neither_value_nor_gradient(string name)
    {
        manual_seed(4);
        var logits = randn(2, 3, 9, 9);
        var labels = randint(0, 3, [2, 9, 9]);
        var (y, x) = (TensorIndex.Slice(2, 6), TensorIndex.Slice(1, 5));
        labels[1, y, x] = 255;
        var masks = nn.functional.one_hot(labels.clamp(max: 2), 3).permute(0, 3, 1, 2).to_type(float32);
        masks = where(labels.eq(255).unsqueeze(1), full_like(masks, 255), masks);
        foreach (var (bad, activation) in from bad in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e30 } from activation in Enum.GetValues<Activation>() select (bad, activation))
        {
            var clean = activation == Activation.None ? logits.sigmoid() : logits.clone();
            var dirty = clean.clone();
            dirty[1, 0, y, x] = bad;
            dirty[1, 2, 3, 3] = bad;
            foreach (var backend in new[] { Backend.Automatic, Backend.Scalar, Backend.Tensors })
            {
                var loss = LossCatalog.Local[name].Create(options: new() { Activation = activation, Backend = backend, IgnoreIndex = 255, CheckValues = true });
                foreach (var target in new[] { labels, masks })
                {
                    using var expected = loss.ValueAndGradientOfInputs(clean, target);
                    using var actual = loss.ValueAndGradientOfInputs(dirty, target);

                    Assert.True(expected.Value.equal(actual.Value).item<bool>(), $"{bad}, {activation}, {backend}: {expected.Value.item<float>()} and {actual.Value.item<float>()}");
                    Assert.True(expected.Gradient.equal(actual.Gradient).all().item<bool>(), $"{bad}, {activation}, {backend}");
                }
            }
        }
    }

    [Fact]
    public void CheckValues_refuses_NaN_and_pixels_without_a_class_unless_they_are_ignored()
    {
        var options = new LossOptions { CheckValues = true, Activation = Activation.Softmax };
        var logits = randn(1, 3, 4);
        logits[0, 1, 2] = double.NegativeInfinity;
        var labels = zeros([1, 4], int64);

        Assert.True(float.IsFinite(new DiceLoss(options: options).call(logits, labels).item<float>()));

        logits[0, 2, 3] = double.NaN;
        Assert.StartsWith("1 of 12 logits are not finite; the first is NaN at [0, 2, 3].", Assert.Throws<ArgumentException>("logits", () => new DiceLoss(options: options).call(logits, labels)).Message);

        logits[0, .., 3] = double.NegativeInfinity;
        Assert.Contains("the first is -infinity at [0, 0, 3]. All classes of that pixel are switched off.", Assert.Throws<ArgumentException>("logits", () => new DiceLoss(options: options).call(logits, labels)).Message);

        labels[0, 3] = 9;
        Assert.True(float.IsFinite(new DiceLoss(options: options with { IgnoreIndex = 9 }).call(logits, labels).item<float>()));
    }
}
