using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>A value that autograd differentiates.</summary>
internal static class Recorded
{
    public static Func<LossAndGradient> Create(Example example, Func<Tensor, Tensor, Tensor> compute) => () =>
    {
        using var scope = NewDisposeScope();
        var leaf = example.Logits.detach().requires_grad_();
        var value = compute(leaf, example.Target);
        var gradient = autograd.grad([value], [leaf])[0];
        return new(value.detach().MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope());
    };
}
