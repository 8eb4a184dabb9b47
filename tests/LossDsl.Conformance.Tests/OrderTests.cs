using LossDsl.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>Tests of stages that depend on the order of the pixels of a region.</summary>
public sealed class OrderTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    // Activations, regions and backgrounds, and the number of classes of the mask: none, one for all classes of a pixel, one for each.
    public static TheoryData<Activation, Region, bool, int> Calls
    {
        get
        {
            var data = new TheoryData<Activation, Region, bool, int>();
            foreach (var (activation, region, background, classes) in from activation in Enum.GetValues<Activation>() from region in Enum.GetValues<Region>() from background in new[] { true, false } from classes in new[] { 0, 1, 3 } select (activation, region, background, classes))
            {
                data.Add(activation, region, background, classes);
            }

            return data;
        }
    }

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

    [Theory]
    [MemberData(nameof(Calls))]
    public void Kernels_and_tensor_operations_agree(Activation activation, Region region, bool includesBackground, int maskedClasses)
    {
        var random = new torch.Generator(7);
        var (logits, target) = (rand([3, 3, 7, 9], float64, generator: random), rand([3, 3, 7, 9], float64, generator: random));
        var annotations = maskedClasses == 0 ? TargetAnnotations.None : new() { Valid = rand([3, maskedClasses, 7, 9], generator: random).gt(0.4) };
        foreach (var create in new Func<LossOptions, FormulaLoss>[] { static options => new OwnWorstPixelsLoss(options: options), static options => new OwnAboveLoss(options) })
        {
            var options = new LossOptions { Activation = activation, Region = region, IncludeBackground = includesBackground };
            using var kernels = create(options with { Backend = Backend.Kernels }).ValueAndGradient(logits, target, annotations);
            using var operations = create(options with { Backend = Backend.Tensors }).ValueAndGradient(logits, target, annotations);

            var (largest, difference) = (operations.Gradient.abs().max(), (kernels.Gradient - operations.Gradient).abs().max());
            Assert.Equal(1, (kernels.Value / operations.Value).item<double>(), 1e-12);
            Assert.NotEqual(0, largest.item<double>());
            Assert.InRange((difference / largest).item<double>(), 0, 1e-12);
        }
    }
}
