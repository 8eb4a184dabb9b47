using LossDsl.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>Tests of maxima and minima over classes, on both backends.</summary>
public sealed class ClassExtremeTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Value_and_gradient_are_those_of_the_formula(bool includesBackground)
    {
        LossOptions Set(LossOptions options) => options with { IncludeBackground = includesBackground, ClassWeights = [0.5, 1, 2], LabelSmoothing = 0.1 };

        LossCheck.Formula(options => new OwnWorstClassLoss(Set(options)));
        LossCheck.Gradient(options => new OwnWorstClassLoss(Set(options)));
        LossCheck.Formula(options => new OwnRelativeClassLoss(Set(options)));
        LossCheck.Gradient(options => new OwnRelativeClassLoss(Set(options)));
    }

    [Theory]
    [InlineData(Backend.Tensors)]
    [InlineData(Backend.Kernels)]
    public void Classes_that_tie_share_the_derivative(Backend backend)
    {
        // Classes 0 and 2 are equal and worse than class 1.
        var (logits, target) = (tensor([-1.0, 2, 2, 2, -1, 2], [1, 3, 2]), ones([1, 3, 2], float64));
        using var all = new OwnWorstClassLoss(new() { Backend = backend }).ValueAndGradient(logits, target);
        using var alone = new OwnWorstClassLoss(new() { Backend = backend }).ValueAndGradient(logits[.., 0..1], target[.., 0..1]);

        Assert.Equal(alone.Value.item<double>(), all.Value.item<double>(), 1e-15);
        var half = alone.Gradient / 2;
        Assert.True(all.Gradient.allclose(cat([half, zeros_like(half), half], 1), 1e-12));
        Assert.True(half.count_nonzero().item<long>() == 2);
    }

    [Fact]
    public void Second_derivatives_hold_the_worst_class_fixed()
    {
        var target = tensor([1.0, 0, 1, 1], [1, 2, 2]);
        var logits = tensor([0.3, -0.2, 0.5, 1], [1, 2, 2]).requires_grad_();
        var gradient = autograd.grad([new OwnWorstClassLoss().call(logits, target)], [logits], create_graph: true)[0];
        var second = autograd.grad([gradient.square().sum()], [logits])[0];

        double Penalty(double by)
        {
            using var result = new OwnWorstClassLoss().ValueAndGradient(logits.detach() + tensor([by, 0, 0, 0], [1, 2, 2]), target);
            return result.Gradient.square().sum().item<double>();
        }

        Assert.Equal((Penalty(1e-5) - Penalty(-1e-5)) / 2e-5, second[0, 0, 0].item<double>(), 1e-8);
        Assert.NotEqual(0, second[0, 0, 0].item<double>());
    }
}
