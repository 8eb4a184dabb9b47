using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Autograd;

/// <summary>Call of a loss that <see cref="AnalyticBackward"/> can put into autograd's graph: computes the value, the gradient, and a gradient that can be differentiated.</summary>
internal interface IDifferentiable
{
    /// <summary>Reduction of the region values to the result.</summary>
    Reduction Reduction { get; }

    /// <summary>Computes the value of the loss, without recording a graph.</summary>
    Tensor Value(Tensor logits, Tensor target);

    /// <summary>Computes the value of the loss and its gradient by the logits, without recording a graph.</summary>
    /// <param name="logits">[B, C, ...].</param>
    /// <param name="target">The shape of the logits, or without dimension 1.</param>
    /// <param name="upstream">The upstream gradient of the result, in its shape; null for 1.</param>
    /// <returns>The gradient is in the type that pixels are computed in: float64 or float32, never a half type.</returns>
    LossAndGradient Differentiate(Tensor logits, Tensor target, Tensor? upstream);

    /// <summary>
    /// Computes the gradient by tensor operations that autograd records, in the type of the logits. The result can be differentiated by <paramref name="logits"/> and
    /// <paramref name="upstream"/>.
    /// </summary>
    /// <param name="logits">[B, C, ...], part of a graph.</param>
    /// <param name="target">The shape of the logits, or without dimension 1.</param>
    /// <param name="upstream">The upstream gradient of the result, in its shape.</param>
    Tensor RecordGradient(Tensor logits, Tensor target, Tensor upstream);

    /// <summary>Stores the exception that ended a backward pass, because it cannot be thrown through native code.</summary>
    void Fail(Exception cause);
}
