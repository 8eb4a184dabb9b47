using LossDsl.Conformance.Cases;
using LossDsl.Conformance.Losses;
using LossDsl.Conformance.Oracles;
using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Conformance;

/// <summary>Tests of means with class weights, which divide by the count or, as cross-entropy of torch does, by the sum of the weights.</summary>
public sealed class ClassWeightingTests : IDisposable
{
    private const int Ignored = 255;
    private static readonly double[] Weights = [0.2, 1, 3.5];
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Generator random = new(11);

    public void Dispose() => scope.Dispose();

    public static TheoryData<ScalarType, Backend, double, bool> Settings
    {
        get
        {
            var data = new TheoryData<ScalarType, Backend, double, bool>();
            foreach (var (type, backend, smoothing, ignores) in
                from type in new[] { float32, float64 } from backend in new[] { Backend.Automatic, Backend.Tensors } from smoothing in new[] { 0, 0.1 } from ignores in new[] { false, true } select (type, backend, smoothing, ignores))
            {
                data.Add(type, backend, smoothing, ignores);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Cross_entropy_divided_by_the_weights_is_that_of_torch(ScalarType type, Backend backend, double smoothing, bool ignores)
    {
        var (logits, labels) = (randn([3, 3, 9, 7], type, generator: random), randint(0, 3, [3, 9, 7], int64, generator: random));
        labels = ignores ? where(rand([3, 9, 7], generator: random).lt(0.3), full_like(labels, Ignored), labels) : labels;
        LossOptions options = new() { ClassWeights = Weights, ClassWeighting = ClassWeighting.ByWeight, IgnoreIndex = Ignored, LabelSmoothing = smoothing, Backend = backend };

        AssertEqualsTorch(logits, labels, options with { Region = Region.WholeBatch }, perImage: false);
        AssertEqualsTorch(logits, labels, options with { Region = Region.PerImage }, perImage: true);
    }

    // The mean over pixels divides by the weights for every reduction over the images.
    [Theory]
    [InlineData(Reduction.Sum)]
    [InlineData(Reduction.None)]
    public void Each_image_has_the_weighted_mean_of_torch(Reduction reduction)
    {
        var (logits, labels) = (randn([3, 3, 40], float64, generator: random), randint(0, 3, [3, 40], int64, generator: random));
        LossOptions options = new() { ClassWeights = Weights, ClassWeighting = ClassWeighting.ByWeight, Reduction = reduction };
        var expected = stack(Enumerable.Range(0, 3).Select(b => CrossEntropyOfTorch(logits.narrow(0, b, 1), labels.narrow(0, b, 1), 0)));

        var actual = new CrossEntropyLoss(options).call(logits, labels);

        Assert.InRange(Numbers.Distance(Numbers.Of(actual), Numbers.Of(reduction == Reduction.Sum ? expected.sum() : expected)), 0, 1e-12);
    }

    // For a target of probabilities torch divides by the count. Here a one-hot target has the value of the class indices that it encodes.
    [Fact]
    public void Every_kind_of_target_has_the_value_of_class_indices()
    {
        var (logits, labels) = (randn([2, 3, 5, 4], float64, generator: random), randint(0, 3, [2, 5, 4], int64, generator: random));
        var oneHot = functional.one_hot(labels, 3).movedim([-1], [1]);
        var expected = CrossEntropyOfTorch(logits, labels, 0).item<double>();
        foreach (var backend in new[] { Backend.Automatic, Backend.Tensors, Backend.Scalar })
        {
            var loss = new CrossEntropyLoss(new() { ClassWeights = Weights, ClassWeighting = ClassWeighting.ByWeight, Region = Region.WholeBatch, Backend = backend });
            foreach (var target in new[] { labels, labels.to_type(uint8), labels.to_type(int32), oneHot, oneHot.to_type(uint8), oneHot.to_type(float32), oneHot.to_type(float64) })
            {
                Assert.Equal(expected, loss.call(logits, target).item<double>(), 1e-12);
            }
        }
    }

    [Theory]
    [InlineData(ClassWeighting.ByCount)]
    [InlineData(ClassWeighting.ByWeight)]
    public void A_mean_over_regions_divides_by_the_count_or_by_the_weights(ClassWeighting weighting)
    {
        var (logits, target) = (randn([2, 3, 30], float64, generator: random), rand([2, 3, 30], generator: random).gt(0.5));
        var values = Numbers.Of(new DiceLoss(options: new() { Reduction = Reduction.None }).call(logits, target));
        var divisor = weighting == ClassWeighting.ByCount ? values.Length : 2 * Weights.Sum();
        foreach (var backend in new[] { Backend.Automatic, Backend.Tensors })
        {
            LossOptions options = new() { ClassWeights = Weights, ClassWeighting = weighting, Backend = backend };

            Assert.Equal(values.Select((value, i) => value * Weights[i % 3]).Sum() / divisor, new DiceLoss(options: options).call(logits, target).item<double>(), 1e-12);
            Assert.Equal(values.Select((value, i) => value * Weights[i % 3]).Sum(), new DiceLoss(options: options with { Reduction = Reduction.Sum }).call(logits, target).item<double>(), 1e-12);
        }
    }

    // The divisor is the sum of the weights of the regions in the mean. Regions that are skipped and the excluded background add nothing.
    [Theory]
    [InlineData(Backend.Automatic)]
    [InlineData(Backend.Tensors)]
    public void Skipped_and_background_regions_add_no_weight_to_the_divisor(Backend backend)
    {
        var (logits, target) = (randn([1, 3, 30], float64, generator: random), rand([1, 3, 30], generator: random).gt(0.5));
        target.narrow(1, 1, 1).zero_();
        var values = Numbers.Of(new DiceLoss(options: new() { Reduction = Reduction.None }).call(logits, target));
        LossOptions options = new() { ClassWeights = Weights, ClassWeighting = ClassWeighting.ByWeight, Backend = backend };

        Assert.Equal((0.2 * values[0] + 3.5 * values[2]) / 3.7, Value(options with { EmptyMask = EmptyMask.Skip }), 1e-12);
        Assert.Equal((values[1] + 3.5 * values[2]) / 4.5, Value(options with { IncludeBackground = false }), 1e-12);
        Assert.Equal(0, Value(options with { ClassWeights = [0, 0, 0] }), 0.0);

        double Value(LossOptions options) => new DiceLoss(options: options).call(logits, target).item<double>();
    }

    [Fact]
    public void Both_parts_of_a_compound_are_weighted_means()
    {
        var (logits, labels) = (randn([1, 3, 50], float64, generator: random), randint(0, 3, [1, 50], int64, generator: random));
        var dice = Numbers.Of(new DiceLoss(options: new() { Activation = Activation.Softmax, Reduction = Reduction.None }).call(logits, labels));

        var value = new DiceSoftmaxCrossEntropyLoss(options: new() { ClassWeights = Weights, ClassWeighting = ClassWeighting.ByWeight }).call(logits, labels).item<double>();

        Assert.Equal(dice.Zip(Weights, static (d, w) => d * w).Sum() / Weights.Sum() + CrossEntropyOfTorch(logits, labels, 0).item<double>(), value, 1e-12);
    }

    public static TheoryData<string> Losses => [.. LossCatalog.All.Select(static entry => entry.Metadata.Name)];

    [Theory]
    [MemberData(nameof(Losses))]
    public void Equal_weights_change_nothing_if_the_mean_divides_by_them(string loss)
    {
        var (logits, labels) = (randn([2, 3, 12, 12], float64, generator: random), randint(0, 3, [2, 12, 12], int64, generator: random));
        foreach (var options in new LossOptions[] { new(), new() { Region = Region.WholeBatch, IncludeBackground = false }, new() { Backend = Backend.Tensors, LabelSmoothing = 0.1 } })
        {
            using var expected = LossCatalog.All[loss].Create(options: options).ValueAndGradientOfInputs(logits, labels);
            using var actual = LossCatalog.All[loss].Create(options: options with { ClassWeights = [7, 7, 7], ClassWeighting = ClassWeighting.ByWeight }).ValueAndGradientOfInputs(logits, labels);

            Assert.InRange(Numbers.Distance(Numbers.Of(actual.Value), Numbers.Of(expected.Value)), 0, 1e-12);
            Assert.InRange(Numbers.Distance(Numbers.Of(actual.Gradient), Numbers.Of(expected.Gradient)), 0, 1e-12);
        }
    }

    [Fact]
    public void A_loss_whose_pixels_all_have_weight_0_is_0()
    {
        var (logits, labels) = (randn([1, 3, 8], float64, generator: random), zeros([1, 8], int64));
        foreach (var backend in new[] { Backend.Automatic, Backend.Tensors })
        {
            using var result = new CrossEntropyLoss(new() { ClassWeights = [0, 1, 1], ClassWeighting = ClassWeighting.ByWeight, Backend = backend }).ValueAndGradient(logits, labels);

            Assert.Equal(0, result.Value.item<double>(), 0.0);
            Assert.Equal(0, Numbers.Largest(Numbers.Of(result.Gradient)), 0.0);
        }
    }

    private void AssertEqualsTorch(Tensor logits, Tensor labels, LossOptions options, bool perImage)
    {
        var leaf = logits.detach().to_type(float64).requires_grad_();
        var images = Enumerable.Range(0, (int)logits.shape[0]);
        var expected = perImage
            ? stack(images.Select(b => CrossEntropyOfTorch(leaf.narrow(0, b, 1), labels.narrow(0, b, 1), options.LabelSmoothing))).mean()
            : CrossEntropyOfTorch(leaf, labels, options.LabelSmoothing);
        expected.backward();

        using var actual = new CrossEntropyLoss(options).ValueAndGradient(logits, labels);

        var tolerance = Tolerance.Of(logits.dtype);
        Assert.Equal(expected.item<double>(), actual.Value.to_type(float64).item<double>(), tolerance.Value * expected.item<double>());
        Assert.InRange(Numbers.Distance(Numbers.Of(actual.Gradient), Numbers.Of(leaf.grad!)), 0, tolerance.Gradient * Numbers.Largest(Numbers.Of(leaf.grad!)));
    }

    private static Tensor CrossEntropyOfTorch(Tensor logits, Tensor labels, double smoothing) =>
        functional.cross_entropy(logits, labels, tensor(Weights, logits.dtype), Ignored, Reduction.Mean, smoothing);
}
