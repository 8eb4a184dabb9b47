using LossDsl.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>Tests of differentiable fields, which a type of the user computes.</summary>
public sealed class FieldTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Value_and_gradient_are_those_of_the_formula(bool includesBackground)
    {
        LossOptions Set(LossOptions options) => options with { IncludeBackground = includesBackground, ClassWeights = [0.5, 1, 2], LabelSmoothing = 0.1 };

        LossCheck.Formula(options => new OwnFieldLoss(Set(options)));
        LossCheck.Gradient(options => new OwnFieldLoss(Set(options)));
        LossCheck.Formula(options => new OwnFieldMeanLoss(Set(options)));
        LossCheck.Gradient(options => new OwnFieldMeanLoss(Set(options)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Kernels_and_tensor_operations_agree_where_pixels_are_ignored(int images)
    {
        var random = new torch.Generator(3);
        var (logits, target) = (randn([images, 2, 7, 9], generator: random), randint(0, 2, [images, 7, 9], int64, generator: random).index_fill(2, tensor(new[] { 1L, 4 }), 255));
        using var kernels = new OwnFieldLoss(new() { IgnoreIndex = 255, Backend = Backend.Kernels }).ValueAndGradient(logits, target);
        using var operations = new OwnFieldLoss(new() { IgnoreIndex = 255, Backend = Backend.Tensors }).ValueAndGradient(logits, target);

        Assert.Equal(operations.Value.item<float>(), kernels.Value.item<float>(), 1e-6f);
        Assert.True(kernels.Gradient.allclose(operations.Gradient, 1e-5, 1e-8));
        Assert.NotEqual(0, kernels.Gradient.abs().sum().item<float>());
    }

    [Fact]
    public void A_penalty_on_the_gradient_has_a_derivative()
    {
        var random = new torch.Generator(5);
        var (loss, target) = (new OwnFieldLoss(), rand([2, 1, 3, 2], float64, generator: random).gt(0.5).to_type(float64));
        var (at, direction) = (randn([2, 1, 3, 2], float64, generator: random), randn([2, 1, 3, 2], float64, generator: random));
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
    public void Values_of_pixels_read_fields()
    {
        var (logits, target) = (randn([2, 1, 4, 4], float64), zeros([2, 4, 4], int64));
        var loss = new OwnFieldMeanLoss();

        Assert.Equal(loss.call(logits, target).item<double>(), loss.PixelValues(logits, target).mean().item<double>(), 1e-12);
    }

    [Theory]
    [InlineData(Backend.Kernels)]
    [InlineData(Backend.Tensors)]
    public void A_field_of_the_wrong_shape_is_refused(Backend backend)
    {
        var e = Assert.Throws<InvalidOperationException>(() => new OwnShrinkingFieldLoss(new() { Backend = backend }).call(randn([1, 1, 3]), zeros([1, 1, 3])));
        Assert.Contains("Shrinking.Compute returned a tensor of shape []. Expected: a real tensor of the shape of its argument, [1, 1, 3]", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_adjoint_is_found()
    {
        LossCheck.Adjoint(new Contrast());
        var e = Assert.Throws<LossCheckException>(() => LossCheck.Adjoint(new WrongContrast()));
        Assert.Contains("the adjoint[0, 0, 0, 0] is", e.Message, StringComparison.Ordinal);
    }
}
