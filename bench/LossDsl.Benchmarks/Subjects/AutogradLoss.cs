using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>Differentiates a value by autograd, for the contenders without a gradient of their own.</summary>
internal static class AutogradLoss
{
    /// <summary>Returns a function that computes a value and its gradient by the logits of an example.</summary>
    /// <param name="example">Logits and target.</param>
    /// <param name="compute">Function from logits and target to the scalar value.</param>
    public static Func<LossAndGradient> Create(BenchmarkInput example, Func<Tensor, Tensor, Tensor> compute) => () =>
    {
        using var scope = NewDisposeScope();
        var leaf = example.Logits.detach().requires_grad_();
        var value = compute(leaf, example.Target);
        var gradient = autograd.grad([value], [leaf])[0];
        return new(value.detach().MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope());
    };
}
