using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Autograd;

/// <summary>What autograd's graph needs of a loss.</summary>
internal interface IDifferentiable
{
    /// <summary>How the values of the regions become the result.</summary>
    Reduction Reduction { get; }

    /// <summary>The loss alone.</summary>
    Tensor Value(Tensor logits, Tensor target);

    /// <summary>The loss and its gradient, which is float32 for half types too; <paramref name="upstream"/> is the derivative of what is differentiated by the result, or null for 1.</summary>
    LossAndGradient Differentiate(Tensor logits, Tensor target, Tensor? upstream);
}
