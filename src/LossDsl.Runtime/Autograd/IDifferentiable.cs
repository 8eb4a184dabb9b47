using static TorchSharp.torch;

namespace LossDsl.Autograd;

/// <summary>Call of a loss that <see cref="AnalyticBackward"/> can put into autograd's graph: computes the value, the gradient, and a gradient that can be differentiated.</summary>
internal interface IDifferentiable
{
    /// <summary>Whether <see cref="Backward"/> reads logits and target, so that they must not have been modified since.</summary>
    bool ReadsInputsInBackward(Tensor logits, Tensor target);

    /// <summary>Computes the value of the loss, without recording a graph.</summary>
    /// <param name="logits">[B, C, ...].</param>
    /// <param name="target">The shape of the logits, or without dimension 1.</param>
    /// <returns>The value, and a tensor that <see cref="Backward"/> needs, or null.</returns>
    (Tensor Value, Tensor? Kept) Forward(Tensor logits, Tensor target);

    /// <summary>Computes the gradient of the loss by the logits, without recording a graph.</summary>
    /// <param name="inputs">Logits and target; null unless <see cref="ReadsInputsInBackward"/>.</param>
    /// <param name="kept">The tensor that <see cref="Forward"/> has kept.</param>
    /// <param name="upstream">The upstream gradient of the result, in its shape.</param>
    /// <returns>The gradient in the type that pixels are computed in, or in that of the logits.</returns>
    Tensor Backward((Tensor Logits, Tensor Target)? inputs, Tensor? kept, Tensor upstream);

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
