using LossDsl.Testing;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Conformance;

/// <summary>Tests of reductions over the classes of a pixel, and of inputs per pair of classes.</summary>
public sealed class PixelClassTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<bool, double> Settings => new() { { true, 0 }, { false, 0.1 } };

    // Activations and regions, and the number of classes of the mask: none, one for all classes of a pixel, one for each.
    public static TheoryData<Activation, Region, int> Masks
    {
        get
        {
            var data = new TheoryData<Activation, Region, int>();
            foreach (var (activation, region, classes) in from activation in Enum.GetValues<Activation>() from region in Enum.GetValues<Region>() from classes in new[] { 0, 1, 3 } select (activation, region, classes))
            {
                data.Add(activation, region, classes);
            }

            return data;
        }
    }

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Settings))]
    public void Value_and_gradient_are_those_of_the_formula(bool includesBackground, double smoothing)
    {
        foreach (var create in new Func<LossOptions, FormulaLoss>[]
        {
            static options => new OwnPixelClassSumsLoss(options),
            static options => new OwnPixelClassExtremesLoss(options),
            static options => new OwnClassPairsLoss(options),
            static options => new OwnClassPairsInKernelsLoss(options),
        })
        {
            FormulaLoss Create(LossOptions options) => create(options with { IncludeBackground = includesBackground, ClassWeights = [0.5, 1, 2], LabelSmoothing = smoothing });
            LossCheck.Formula(Create);
            LossCheck.Gradient(Create);
        }
    }

    [Fact]
    public void No_saturated_input_gives_NaN()
    {
        LossCheck.Hazards(static options => new OwnPixelClassSumsLoss(options));
        LossCheck.Hazards(static options => new OwnClassPairsLoss(options));
        LossCheck.Hazards(static options => new OwnClassPairsInKernelsLoss(options));
    }

    [Theory]
    [MemberData(nameof(Masks))]
    public void Kernels_and_tensor_operations_agree(Activation activation, Region region, int maskedClasses)
    {
        var random = new torch.Generator(7);
        var (logits, target) = (rand([3, 3, 7, 9], float64, generator: random), rand([3, 3, 7, 9], float64, generator: random));
        var annotations = maskedClasses == 0 ? TargetAnnotations.None : new() { Valid = rand([3, maskedClasses, 7, 9], generator: random).gt(0.4) };
        foreach (var create in new Func<LossOptions, FormulaLoss>[] { static options => new OwnPixelClassSumsLoss(options), static options => new OwnPixelClassExtremesLoss(options) })
        {
            foreach (var (type, tolerance) in new[] { (float32, 1e-5), (float64, 1e-12) })
            {
                var options = new LossOptions { Activation = activation, Region = region, ClassWeights = [0.5, 1, 2] };
                using var kernels = create(options with { Backend = Backend.Kernels }).ValueAndGradient(logits.to_type(type), target.to_type(type), annotations);
                using var operations = create(options with { Backend = Backend.Tensors }).ValueAndGradient(logits.to_type(type), target.to_type(type), annotations);

                Assert.Equal(1, (kernels.Value / operations.Value).to_type(float64).item<double>(), tolerance);
                var (largest, difference) = (operations.Gradient.abs().max(), (kernels.Gradient - operations.Gradient).abs().max());
                Assert.NotEqual(0, largest.to_type(float64).item<double>());
                Assert.InRange((difference / largest).to_type(float64).item<double>(), 0, tolerance);
            }
        }
    }

    [Fact]
    public void Kernels_do_not_run_where_the_background_is_excluded()
    {
        var options = new LossOptions { IncludeBackground = false, Backend = Backend.Kernels };
        var e = Assert.Throws<InvalidOperationException>(() => new OwnPixelClassSumsLoss(options).call(randn([1, 3, 4]), zeros([1, 3, 4])));
        Assert.Contains("a reduction over the classes of a pixel, of which the background is excluded, takes tensor operations", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Class_indices_and_one_hot_labels_are_one_target(bool includesBackground)
    {
        var (logits, indices, distance) = (randn([2, 3, 4, 5], float64), randint(0, 3, [2, 4, 5], int64), rand([3, 3], float64));
        var oneHot = nn.functional.one_hot(indices, 3).permute(0, 3, 1, 2).to_type(float64);
        var loss = new OwnClassPairsLoss(new() { IncludeBackground = includesBackground, LabelSmoothing = 0.2 });
        using var ofIndices = loss.ValueAndGradient(logits, indices, distance);
        using var ofLabels = loss.ValueAndGradient(logits, oneHot, distance);

        Assert.Equal(ofLabels.Value.item<double>(), ofIndices.Value.item<double>(), 1e-14);
        Assert.True(ofIndices.Gradient.allclose(ofLabels.Gradient, 1e-12, 1e-15));
    }

    [Theory]
    [InlineData(Backend.Kernels)]
    [InlineData(Backend.Tensors)]
    public void A_class_that_is_masked_everywhere_does_not_enter(Backend backend)
    {
        var (logits, target) = (randn([2, 3, 4, 5], float64), rand([2, 3, 4, 5], float64));
        var valid = ones([2, 3, 4, 5], @bool);
        valid[.., 2] = tensor(false);
        var loss = new OwnPixelClassExtremesLoss(new() { Activation = Activation.Sigmoid, Reduction = Reduction.Sum, Backend = backend });
        using var masked = loss.ValueAndGradient(logits, target, new TargetAnnotations { Valid = valid });
        using var alone = loss.ValueAndGradient(logits[.., ..2], target[.., ..2]);

        Assert.Equal(alone.Value.item<double>(), masked.Value.item<double>(), 1e-12);
        Assert.True(masked.Gradient[.., ..2].allclose(alone.Gradient, 1e-10, 1e-13));
        Assert.Equal(0, masked.Gradient[.., 2].count_nonzero().item<long>());
    }

    [Fact]
    public void Margin_based_label_smoothing_is_that_of_its_paper()
    {
        var (x, labels) = (randn([2, 4, 3, 5], float64) * 6, randint(0, 4, [2, 3, 5], int64));
        AssertEqual(new LossDsl.Losses.MblsLoss(margin: 3, penaltyWeight: 0.7), x, labels, static (x, labels) =>
            functional.cross_entropy(x, labels) + 0.7 * functional.relu(x.amax([1], keepdim: true) - x - 3).mean());
    }

    [Fact]
    public void The_squared_earth_movers_distance_is_that_of_its_paper()
    {
        var (x, labels) = (randn([2, 4, 3, 5], float64) * 3, randint(0, 4, [2, 3, 5], int64));
        AssertEqual(new OwnSquaredEarthMoverLoss(), x, labels, static (x, labels) =>
            (x.softmax(1).cumsum(1) - functional.one_hot(labels, 4).permute(0, 3, 1, 2).to_type(float64).cumsum(1)).square().sum(1).mean());
    }

    [Theory]
    [InlineData(Backend.Kernels)]
    [InlineData(Backend.Tensors)]
    public void Classes_that_tie_share_the_derivative(Backend backend)
    {
        var (logits, target) = (tensor([1.0, 3, 3], [1, 3, 1]), zeros([1, 3, 1], float64));
        using var result = new OwnLargestLogitLoss(new() { Reduction = Reduction.Sum, Backend = backend }).ValueAndGradient(logits, target);

        Assert.Equal(9, result.Value.item<double>());
        Assert.Equal([0, 1.5, 1.5], result.Gradient.data<double>().ToArray());
    }

    [Fact]
    public void A_penalty_on_the_gradient_has_a_derivative()
    {
        var random = new torch.Generator(5);
        foreach (FormulaLoss loss in new FormulaLoss[] { new OwnPixelClassSumsLoss(), new OwnPixelClassExtremesLoss() })
        {
            var target = rand([2, 3, 2, 2], float64, generator: random).gt(0.5).to_type(float64);
            var (at, direction) = (randn([2, 3, 2, 2], float64, generator: random), randn([2, 3, 2, 2], float64, generator: random));
            var logits = at.clone().requires_grad_();
            var gradient = autograd.grad([loss.call(logits, target)], [logits], create_graph: true)[0];
            var second = autograd.grad([gradient.square().sum()], [logits])[0];

            var expected = (Penalty(1e-5) - Penalty(-1e-5)) / 2e-5;
            Assert.Equal(expected, (second * direction).sum().item<double>(), 1e-6 * Math.Abs(expected));

            double Penalty(double by)
            {
                using var result = loss.ValueAndGradient(at + by * direction, target);
                return result.Gradient.square().sum().item<double>();
            }
        }
    }

    // A transcription of the paper by operations that autograd records.
    private static void AssertEqual(FormulaLoss loss, Tensor logits, Tensor labels, Func<Tensor, Tensor, Tensor> transcription)
    {
        var recorded = logits.clone().requires_grad_();
        var expected = transcription(recorded, labels);
        expected.backward();
        using var result = loss.ValueAndGradient(logits, labels);

        Assert.Equal(expected.item<double>(), result.Value.item<double>(), 1e-12);
        Assert.True(result.Gradient.allclose(recorded.grad!, 1e-10, 1e-14));
    }

    [Fact]
    public void An_input_of_pairs_has_a_row_and_a_column_for_each_class()
    {
        var e = Assert.Throws<ArgumentException>(() => new OwnClassPairsLoss().Compute(zeros([2, 3, 4]), zeros([2, 4], int64), zeros([2, 2])));
        Assert.Contains("input 'distance' has shape [2, 2]; it needs a value for each pair of classes, [3, 3]", e.Message, StringComparison.Ordinal);
    }
}
