using LossDsl.Testing;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Conformance;

/// <summary>Tests of reductions over the images of a batch.</summary>
public sealed class BatchReductionTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Value_and_gradient_are_those_of_the_formula(bool includesBackground)
    {
        LossOptions Set(LossOptions options) => options with { IncludeBackground = includesBackground, ClassWeights = [0.5, 1, 2], LabelSmoothing = 0.1 };

        LossCheck.Formula(options => new OwnWorstImageLoss(Set(options)));
        LossCheck.Gradient(options => new OwnWorstImageLoss(Set(options)));
        LossCheck.Formula(options => new OwnRelativeImageLoss(Set(options)));
        LossCheck.Gradient(options => new OwnRelativeImageLoss(Set(options)));
        LossCheck.Formula(options => new OwnTypicalRegionLoss(Set(options)));
        LossCheck.Gradient(options => new OwnTypicalRegionLoss(Set(options)));
    }

    [Fact]
    public void A_value_of_the_batch_is_one_number_under_every_reduction()
    {
        var (logits, target) = (randn([3, 2, 4, 4], float64), randint(0, 2, [3, 4, 4], int64));
        double[] values = [.. Enum.GetValues<Reduction>().Select(reduction => new OwnWorstImageLoss(new() { Reduction = reduction }).call(logits, target)).Select(static value => Assert.IsType<Tensor>(value.dim() == 0 ? value : null).item<double>())];
        double[] images = [.. Enumerable.Range(0, 3).Select(i => new OwnWorstImageLoss().call(logits[i..(i + 1)], target[i..(i + 1)]).item<double>())];

        Assert.All(values, value => Assert.Equal(images.Max(), value, 1e-14));
    }

    [Fact]
    public void Images_that_tie_share_the_derivative()
    {
        var image = tensor([-1.0, 2, 0.5, 1], [1, 2, 2]);
        var target = ones([3, 2, 2], float64);
        using var all = new OwnWorstImageLoss().ValueAndGradient(cat([image, image + 5, image]), target);
        using var alone = new OwnWorstImageLoss().ValueAndGradient(image, target[0..1]);

        var half = alone.Gradient / 2;
        Assert.True(all.Gradient.allclose(cat([half, zeros_like(half), half]), 1e-12));
        Assert.Equal(4, half.count_nonzero().item<long>());
    }

    [Fact]
    public void A_penalty_on_the_gradient_has_a_derivative()
    {
        var random = new torch.Generator(5);
        var (loss, target) = (new OwnRelativeImageLoss(), rand([3, 2, 2, 2], float64, generator: random).gt(0.5).to_type(float64));
        var (at, direction) = (randn([3, 2, 2, 2], float64, generator: random), randn([3, 2, 2, 2], float64, generator: random));
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

    [Theory]
    [InlineData(Region.PerImage, Reduction.Mean)]
    [InlineData(Region.PerImage, Reduction.Sum)]
    [InlineData(Region.PerImage, Reduction.None)]
    [InlineData(Region.WholeBatch, Reduction.Mean)]
    public void Kernels_agree_with_tensor_operations(Region region, Reduction reduction) => Assert.All(AllOptions(region, reduction), static options =>
    {
        var random = new torch.Generator(6);
        var (logits, target, valid) = (randn([4, 3, 5, 7], float64, generator: random), randint(0, 3, [4, 5, 7], int64, generator: random), rand([4, 1, 5, 7], generator: random).gt(0.3));
        valid[3] = tensor(false);
        Assert.All<Func<LossOptions, FormulaLoss>>([static o => new OwnWorstImageLoss(o), static o => new OwnRelativeImageLoss(o), static o => new OwnTypicalRegionLoss(o)], create =>
        {
            TargetAnnotations annotations = new() { Valid = valid };
            using var expected = create(options with { Backend = Backend.Tensors }).ValueAndGradient(logits, target, annotations);
            using var actual = create(options with { Backend = Backend.Kernels }).ValueAndGradient(logits, target, annotations);

            Assert.Equal(expected.Value.shape, actual.Value.shape);
            Assert.InRange((actual.Value - expected.Value).abs().max().item<double>(), 0, 1e-12);
            Assert.InRange((actual.Gradient - expected.Gradient).abs().max().item<double>(), 0, 1e-12);
        });
    });

    private static IEnumerable<LossOptions> AllOptions(Region region, Reduction reduction)
    {
        LossOptions options = new() { Region = region, Reduction = reduction };
        yield return options;
        yield return options with { IncludeBackground = false, ClassWeights = [0.5, 1, 2] };
        yield return options with { Activation = Activation.Softmax, EmptyMask = EmptyMask.MeanProbability, ClassWeights = [0.5, 1, 2], LabelSmoothing = 0.1 };
    }
}
