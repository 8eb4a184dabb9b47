using LossDsl.Testing;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Conformance;

/// <summary>Tests of sums, means and extremes over windows of every kind, against the interpreter, differences and the operations of torch.</summary>
public sealed class WindowKindTests : IDisposable
{
    private static readonly Func<LossOptions, FormulaLoss>[] Losses =
    [
        static o => new OwnCrossMeanLoss(options: o), static o => new OwnWindowSumsLoss(options: o), static o => new OwnDifferencesLoss(options: o), static o => new OwnSobelLoss(options: o),
        static o => new OwnBoxExtremesLoss(options: o), static o => new OwnOpeningLoss(options: o),
        static o => new OwnWholeWindowsLoss(options: o), static o => new OwnWholeDifferencesLoss(options: o),
    ];

    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<int, long[]> Images
    {
        get
        {
            var data = new TheoryData<int, long[]>();
            foreach (var loss in Enumerable.Range(0, Losses.Length))
            {
                data.Add(loss, [1, 2, 1, 1]);
                data.Add(loss, [2, 3, 5, 7]);
                data.Add(loss, [1, 1, 2, 40]);
                data.Add(loss, [2, 1, 33, 3]);
                data.Add(loss, [1, 2, 3, 4, 5]);
                data.Add(loss, [1, 1, 2, 3, 2, 4]);

                // Several bands of lines.
                data.Add(loss, [1, 1, 150, 223]);
                data.Add(loss, [1, 1, 9, 40, 50]);
            }

            return data;
        }
    }

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Values_and_gradients_are_those_of_the_formulas() => Assert.All(Losses, static loss =>
    {
        LossCheck.Formula(loss);
        LossCheck.Gradient(loss);
    });

    [Theory]
    [MemberData(nameof(Images))]
    public void Kernels_agree_with_tensor_operations(int loss, long[] shape)
    {
        var random = new torch.Generator(3);
        var (logits, target) = (randn(shape, float64, generator: random), randint(0, 2, shape, float64, generator: random));
        using var expected = Losses[loss](new() { Backend = Backend.Tensors }).ValueAndGradient(logits, target);
        using var actual = Losses[loss](new() { Backend = Backend.Kernels }).ValueAndGradient(logits, target);

        Assert.Equal(expected.Value.item<double>(), actual.Value.item<double>(), 1e-12);
        Assert.InRange((actual.Gradient - expected.Gradient).abs().max().item<double>(), 0, 1e-12);
    }

    [Theory]
    [InlineData(Backend.Tensors, 9, 8)]
    [InlineData(Backend.Kernels, 9, 8)]
    [InlineData(Backend.Kernels, 150, 223)]
    public void Of_equal_values_the_first_has_the_derivative_as_in_torch(Backend backend, long height, long width)
    {
        var random = new torch.Generator(4);
        var logits = randint(-1, 2, [2, 1, height, width], float64, generator: random).requires_grad_();
        var target = zeros([2, 1, height, width], float64);
        var weights = 1 + functional.sigmoid(logits).detach();
        var pooled = functional.max_pool2d(functional.sigmoid(logits), [3, 3], [1, 1], [1, 1]);
        (pooled * weights).mean().backward();
        using var actual = new OwnWeightedMaximumLoss(new() { Backend = backend }).ValueAndGradient(logits.detach(), target);

        Assert.InRange((actual.Gradient - logits.grad!).abs().max().item<double>(), 0, 1e-15);
    }

    [Theory]
    [InlineData(Backend.Tensors)]
    [InlineData(Backend.Kernels)]
    public void Weights_are_those_of_a_convolution_of_torch(Backend backend)
    {
        var random = new torch.Generator(5);
        var (logits, target) = (randn([2, 1, 6, 5], float64, generator: random).requires_grad_(), zeros([2, 1, 6, 5], float64));
        var p = functional.sigmoid(logits);
        var across = functional.conv2d(functional.pad(p, [1, 1, 1, 1], PaddingModes.Replicate), tensor([-1.0, 0, 1, -2, 0, 2, -1, 0, 1]).reshape(1, 1, 3, 3));
        var down = functional.conv2d(p, tensor([-1.0, -2, -1, 0, 0, 0, 1, 2, 1]).reshape(1, 1, 3, 3), padding: [1, 1]);
        var expected = (across.square() + down.square()).mean();
        expected.backward();
        using var actual = new OwnSobelLoss(new() { Backend = backend }).ValueAndGradient(logits.detach(), target);

        Assert.Equal(expected.item<double>(), actual.Value.item<double>(), 1e-14);
        Assert.InRange((actual.Gradient - logits.grad!).abs().max().item<double>(), 0, 1e-14);
    }

    [Theory]
    [InlineData(Backend.Tensors)]
    [InlineData(Backend.Kernels)]
    public void A_mean_over_whole_windows_is_that_of_a_convolution_without_padding(Backend backend)
    {
        var random = new torch.Generator(7);
        var (logits, target) = (randn([2, 1, 6, 5], float64, generator: random).requires_grad_(), randint(0, 2, [2, 1, 6, 5], float64, generator: random));
        var p = functional.sigmoid(logits);
        var step = p.narrow(3, 2, 3) - p.narrow(3, 1, 3);
        var pixels = functional.conv2d(ones_like(p), ones([1, 1, 3, 3], float64), padding: [1, 1]).narrow(3, 1, 3);
        var expected = (step.square() * pixels + target.narrow(3, 1, 3)).mean();
        expected.backward();
        using var actual = new OwnWholeDifferencesLoss(new() { Backend = backend }).ValueAndGradient(logits.detach(), target);

        Assert.Equal(expected.item<double>(), actual.Value.item<double>(), 1e-14);
        Assert.InRange((actual.Gradient - logits.grad!).abs().max().item<double>(), 0, 1e-14);
    }

    [Fact]
    public void A_penalty_on_the_gradient_has_a_derivative()
    {
        var random = new torch.Generator(6);
        var (loss, target) = (new OwnOpeningLoss(), randint(0, 2, [1, 2, 4, 5], float64, generator: random));
        var (at, direction) = (randn([1, 2, 4, 5], float64, generator: random), randn([1, 2, 4, 5], float64, generator: random));
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
    [InlineData(Backend.Tensors)]
    [InlineData(Backend.Kernels)]
    public void Weights_of_more_dimensions_than_the_image_has_are_refused(Backend backend)
    {
        var e = Assert.Throws<ArgumentException>(() => new OwnSobelLoss(new() { Backend = backend }).ValueAndGradient(randn([2, 1, 6]), zeros([2, 1, 6])));
        Assert.Equal("A window of the loss has weights for 2 spatial dimensions, but the images have 1.", e.Message);
    }
}
