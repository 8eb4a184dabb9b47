using LossDsl.Conformance.Cases;
using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>Tests of kernels on large images: many chunks, several threads, remainders that fill no lane, and tensors that are transposed or unaligned.</summary>
public sealed class KernelTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Generator random = new(11);
    private readonly int threads = get_num_threads();

    public static TheoryData<string, ScalarType> Losses
    {
        get
        {
            var data = new TheoryData<string, ScalarType>();
            foreach (var entry in LossCatalog.All)
            {
                data.Add(entry.Metadata.Name, ScalarType.Float32);
                data.Add(entry.Metadata.Name, ScalarType.Float64);
            }

            return data;
        }
    }

    public void Dispose()
    {
        set_num_threads(threads);
        scope.Dispose();
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Kernels_on_large_images_agree_with_tensor_operations(string loss, ScalarType type)
    {
        var (logits, labels) = (3 * randn([3, 3, 211, 229], type, generator: random), randint(0, 3, [3, 211, 229], int64, generator: random));
        var ignored = where(rand([3, 211, 229], generator: random).lt(0.1), full_like(labels, 255), labels);
        var soft = rand([3, 3, 211, 229], type, generator: random);
        foreach (var region in Enum.GetValues<Region>())
        {
            AssertSame(new() { Activation = Activation.Sigmoid, Region = region }, soft.lt(0.3));
            AssertSame(new() { Activation = Activation.Softmax, Region = region, IgnoreIndex = 255, LabelSmoothing = 0.1 }, ignored);
            AssertSame(new() { Activation = Activation.Softmax, Region = region, IncludeBackground = false }, labels);
        }

        void AssertSame(LossOptions options, Tensor y)
        {
            using var expected = LossCatalog.All[loss].Create(options: options with { Backend = Backend.Tensors }).ValueAndGradientOfInputs(logits, y);
            using var actual = LossCatalog.All[loss].Create(options: options).ValueAndGradientOfInputs(logits, y);

            // A pixel of reduced-focal whose p rounding puts on the other side of the threshold has the slope of that side. Of pixels whose errors rounding makes equal, the first
            // comes first.
            var (value, gradient) = type == ScalarType.Float64 ? (1e-12, 1e-10) : (1e-5, loss switch { "reduced-focal" => 0.5, "lovasz-softmax" => 1e-4, _ => 2e-5 });
            Assert.InRange(Distance(actual.Value, expected.Value), 0, value);
            Assert.InRange(Distance(actual.Gradient, expected.Gradient), 0, gradient);
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_number_of_threads_changes_no_bit(string loss, ScalarType type)
    {
        var (logits, target) = (3 * randn([5, 2, 190, 207], type, generator: random), randint(0, 2, [5, 190, 207], int64, generator: random));
        foreach (var activation in new[] { Activation.Sigmoid, Activation.Softmax })
        {
            var module = LossCatalog.All[loss].Create(options: new() { Activation = activation });
            set_num_threads(1);
            using var one = module.ValueAndGradientOfInputs(logits, target);
            set_num_threads(2);
            using var two = module.ValueAndGradientOfInputs(logits, target);
            Assert.Equal(Numbers.Of(one.Value), Numbers.Of(two.Value));
            Assert.True(one.Gradient.equal(two.Gradient).all().item<bool>());
        }
    }

    [Theory]
    [InlineData("exponential-logarithmic", "crossExponent", 0.3, Activation.Sigmoid)]
    [InlineData("exponential-logarithmic", "crossExponent", 0.3, Activation.None)]
    [InlineData("exponential-logarithmic", "crossExponent", 1.3, Activation.Sigmoid)]
    [InlineData("exponential-logarithmic", "crossExponent", 2, Activation.Sigmoid)]
    [InlineData("focal", "gamma", 1.3, Activation.None)]
    public void Soft_labels_among_hard_ones_agree_with_tensor_operations(string loss, string exponent, double e, Activation activation)
    {
        var hyperparameters = new Dictionary<string, double> { [exponent] = e };
        var (logits, labels) = (3 * randn([2, 1, 61, 67], generator: random), rand([2, 1, 61, 67], generator: random));
        logits = activation == Activation.None ? logits.sigmoid() : logits;
        var target = where(labels.lt(0.1), 0.3 * ones_like(labels), labels.gt(0.6).to(float32));
        using var expected = LossCatalog.All[loss].Create(hyperparameters, new() { Activation = activation, Backend = Backend.Tensors }).ValueAndGradientOfInputs(logits, target);
        foreach (var backend in new[] { Backend.Scalar, Backend.Vector128, Backend.Vector256, Backend.Vector512, Backend.Automatic })
        {
            using var actual = LossCatalog.All[loss].Create(hyperparameters, new() { Activation = activation, Backend = backend }).ValueAndGradientOfInputs(logits, target);
            Assert.InRange(Distance(actual.Value, expected.Value), 0, 1e-6);
            Assert.InRange(Distance(actual.Gradient, expected.Gradient), 0, 1e-5);
        }
    }

    [Fact]
    public void Stored_predictions_agree_with_tensor_operations_for_extreme_logits()
    {
        var logits = tensor(new[] { -1000f, -200, -88, -17, -1e-3f, -0f, 0, 1e-3f, 17, 88, 200, 1000, float.NaN }).reshape(1, 1, 1, 13);
        var target = tensor(new[] { 0f, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0 }).reshape(1, 1, 1, 13);
        using var expected = new OwnSquaredMeanLoss(options: new() { Backend = Backend.Tensors }).ValueAndGradient(logits[TensorIndex.Ellipsis, ..12], target[TensorIndex.Ellipsis, ..12]);
        using var actual = new OwnSquaredMeanLoss().ValueAndGradient(logits[TensorIndex.Ellipsis, ..12], target[TensorIndex.Ellipsis, ..12]);
        using var undefined = new OwnSquaredMeanLoss().ValueAndGradient(logits, target);

        Assert.Equal(Numbers.Of(expected.Gradient), Numbers.Of(actual.Gradient), static (a, b) => Math.Abs(a - b) <= 1e-6 * Math.Abs(a));
        Assert.True(undefined.Gradient[0, 0, 0, 12].isnan().item<bool>());
    }

    [Fact]
    public void Transposed_and_unaligned_views_have_the_gradient_of_contiguous_tensors()
    {
        var loss = new DiceLoss();
        var wide = randn([2, 61, 3, 38], generator: random);
        var (logits, target) = (wide.permute(0, 2, 3, 1).narrow(2, 1, 37), rand([2, 3, 37, 62], generator: random).gt(0.6).narrow(3, 1, 61));

        using var expected = loss.ValueAndGradient(logits.contiguous(), target.contiguous());
        using var actual = loss.ValueAndGradient(logits, target);
        using var unaligned = loss.ValueAndGradient(cat([zeros(1), logits.flatten()])[TensorIndex.Slice(1)].reshape(logits.shape), target);

        Assert.True(expected.Gradient.equal(actual.Gradient).all().item<bool>());
        Assert.True(expected.Gradient.equal(unaligned.Gradient).all().item<bool>());
    }

    [Fact]
    public void A_gradient_that_the_caller_keeps_never_changes()
    {
        var loss = new TverskyLoss();
        List<(Tensor Gradient, Tensor Copy, Tensor View)> kept = [];
        for (var step = 0; step < 6; step++)
        {
            var result = loss.ValueAndGradient(randn([1, 1, 256, 256], generator: random), rand([1, 1, 256, 256], generator: random).gt(0.5));
            kept.Add((result.Gradient, result.Gradient.clone(), result.Gradient[0, 0, 5]));
        }

        // From here on a view alone keeps the memory of this gradient.
        kept[2].Gradient.Dispose();
        var row = kept[2].Copy[0, 0, 5];
        for (var step = 0; step < 6; step++)
        {
            loss.ValueAndGradient(randn([1, 1, 256, 256], generator: random), rand([1, 1, 256, 256], generator: random).gt(0.5)).Dispose();
        }

        Assert.True(row.equal(kept[2].View).all().item<bool>());
        Assert.All(kept.Where((_, index) => index != 2), static k => Assert.True(k.Gradient.equal(k.Copy).all().item<bool>()));
    }

    private static double Distance(Tensor actual, Tensor expected) =>
        (actual.to_type(float64) - expected.to_type(float64)).abs().max().item<double>() / Math.Max(expected.to_type(float64).abs().max().item<double>(), 1e-30);
}
