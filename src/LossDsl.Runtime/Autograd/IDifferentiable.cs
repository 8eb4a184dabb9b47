using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Autograd;

/// <summary>One call of a loss, as autograd's graph needs it.</summary>
internal interface IDifferentiable
{
    /// <summary>How the values of the regions become the result.</summary>
    Reduction Reduction { get; }

    /// <summary>The loss alone.</summary>
    Tensor Value(Tensor logits, Tensor target);

    /// <summary>The loss and its gradient, which is float32 for half types too; <paramref name="upstream"/> is the derivative of what is differentiated by the result, or null for 1.</summary>
    LossAndGradient Differentiate(Tensor logits, Tensor target, Tensor? upstream);

    /// <summary>The gradient by tensor operations that autograd records, in the type of the logits: it can be differentiated by <paramref name="logits"/> and <paramref name="upstream"/>.</summary>
    Tensor RecordGradient(Tensor logits, Tensor target, Tensor upstream);

    /// <summary>Keeps the exception that ended a backward pass: it cannot be thrown through native code.</summary>
    void Fail(Exception cause);
}
