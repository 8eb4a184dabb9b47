using LossDsl.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>Tests of stages that depend on the order of the pixels of a region.</summary>
public sealed class OrderTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Value_and_gradient_are_those_of_the_formula(bool includesBackground)
    {
        LossOptions Set(LossOptions options) => options with { IncludeBackground = includesBackground, ClassWeights = [0.5, 1, 2], LabelSmoothing = 0.1 };

        LossCheck.Formula(options => new OwnWorstPixelsLoss(options: Set(options)));
        LossCheck.Gradient(options => new OwnWorstPixelsLoss(options: Set(options)));
        LossCheck.Formula(options => new OwnAboveLoss(Set(options)));
        LossCheck.Gradient(options => new OwnAboveLoss(Set(options)));
    }

    [Theory]
    [InlineData(0.001, 1)]
    [InlineData(0.29, 29)]
    [InlineData(0.3, 30)]
    [InlineData(0.999, 99)]
    [InlineData(1, 100)]
    public void The_largest_share_is_rounded_down_to_pixels(double share, int expected)
    {
        var logits = arange(1, 101, float64).reshape(1, 1, 100) / 200;
        using var result = new OwnWorstPixelsLoss(share, new() { Activation = Activation.None }).ValueAndGradient(logits, zeros_like(logits));

        Assert.Equal(Math.Max(expected, 50), result.Gradient.count_nonzero().item<long>());
    }

    // The gradient of the first of equal pixels alone.
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Of_equal_values_the_first_comes_first(ScalarType type)
    {
        var logits = tensor([0.0, -0.0, 1, 0.0, 1], [1, 1, 5]).to_type(type);
        using var result = new OwnAboveLoss(new() { Region = Region.WholeBatch }).ValueAndGradient(logits, ones_like(logits));
        var expected = new OwnAboveLoss().ValueAndGradient(logits + tensor([5e-5, 4e-5, 0, 0, -1e-5], [1, 1, 5]).to_type(type).negative(), ones_like(logits));

        Assert.True(result.Gradient.allclose(expected.Gradient, 1e-3, 1e-4), $"{result.Gradient.str()} {expected.Gradient.str()}");
    }

    [Fact]
    public void A_penalty_on_the_gradient_has_a_derivative()
    {
        var random = new torch.Generator(5);
        var (loss, target) = (new OwnAboveLoss(), rand([3, 2, 2, 2], float64, generator: random).gt(0.5).to_type(float64));
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

    [Fact]
    public void Kernels_cannot_be_demanded()
    {
        var e = Assert.Throws<InvalidOperationException>(() => new OwnAboveLoss(new() { Backend = Backend.Kernels }).call(randn([2, 1, 3]), zeros([2, 1, 3])));
        Assert.Contains("its class was not generated with any", e.Message, StringComparison.Ordinal);
    }
}
