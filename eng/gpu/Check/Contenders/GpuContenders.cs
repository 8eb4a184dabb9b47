using LossDsl.Benchmarks.Subjects;
using LossDsl.Conformance.Losses;
using LossDsl.Conformance.Oracles;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.GpuCheck.Contenders;

/// <summary>Implementations of a loss with its gradient, by their names in the table.</summary>
internal static class GpuContenders
{
    /// <summary>Returns the implementations that the loss has at a size. The caller disposes each result.</summary>
    public static IEnumerable<(string Name, Func<Tensor, Tensor, IDisposable> Compute)> Create(string name, ProblemSize size)
    {
        var (kernels, tensors) = (Generated(name, size, Backend.Kernels), Generated(name, size, Backend.Tensors));
        yield return ("kernels", (x, y) => kernels.ValueAndGradient(x, y));
        yield return ("kernels, call + backward", Differentiated(kernels.call));
        yield return ("tensor operations", (x, y) => tensors.ValueAndGradient(x, y));
        if (CarefulLosses.Find(name, size) is { } careful)
        {
            yield return ("careful", Scoped(careful));
        }

        yield return ("naive autograd", Differentiated(Naive(name, size)));
        if (LibtorchLosses.Find(name, size) is { } own)
        {
            yield return ("libtorch's own", Differentiated(own));
        }
    }

    private static FormulaLoss Generated(string name, ProblemSize size, Backend backend) => Losses.LossCatalog.All[name].Create(options: new() { Activation = size.Activation, Backend = backend });

    // The formula of the paper over probabilities. Class indices become a one-hot target in every call.
    private static Func<Tensor, Tensor, Tensor> Naive(string name, ProblemSize size)
    {
        var (transcription, options) = (ReferenceLosses.ByName[name].First(), new LossOptions { Activation = size.Activation });
        return (logits, target) =>
        {
            var masks = size.IsMulticlass ? nn.functional.one_hot(target, size.Shape[1]).movedim([-1], [1]).to_type(float32) : target;
            return transcription.Transcription(new TensorRegions(logits, masks, valid: null, options)).mean();
        };
    }

    private static Func<Tensor, Tensor, IDisposable> Differentiated(Func<Tensor, Tensor, Tensor> compute) => (logits, target) =>
    {
        using var scope = NewDisposeScope();
        var leaf = logits.detach().requires_grad_();
        var value = compute(leaf, target);
        var gradient = autograd.grad([value], [leaf])[0];
        return new LossAndGradient(value.detach().MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope());
    };

    private static Func<Tensor, Tensor, IDisposable> Scoped(Func<Tensor, Tensor, (Tensor Value, Tensor Gradient)> compute) => (logits, target) =>
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var (value, gradient) = compute(logits, target);
        return new LossAndGradient(value.MoveToOuterDisposeScope(), gradient.MoveToOuterDisposeScope());
    };
}
