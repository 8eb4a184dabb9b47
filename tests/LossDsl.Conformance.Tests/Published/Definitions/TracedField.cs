using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Published.Definitions;

/// <summary>Field whose adjoint autograd derives from its value.</summary>
internal abstract class TracedField : IFieldProvider
{
    public abstract Tensor Compute(Tensor values);

    public Tensor Adjoint(Tensor values, Tensor upstream)
    {
        using var grad = enable_grad();
        var traced = values.detach().requires_grad_();
        return autograd.grad([Compute(traced)], [traced], [upstream], allow_unused: true)[0] ?? zeros_like(values);
    }
}
