using static TorchSharp.torch;

namespace LossDsl.Activations;

/// <summary>
/// Probabilities of an activation, with the backward pass to the logits. The four forms p, q = 1 - p, log p and log q are each computed from the logits without cancellation.
/// </summary>
/// <param name="input">Logits, or probabilities for <see cref="Activation.None"/>; [B, C, ...], float32 or float64.</param>
internal abstract class Probabilities(Tensor input)
{
    /// <summary>The input of the activation: logits, or probabilities for <see cref="Activation.None"/>.</summary>
    public Tensor Input { get; } = input;

    /// <summary>The probability p, [B, C, ...].</summary>
    public abstract Tensor P { get; }

    /// <summary>The complement q = 1 - p with full relative precision.</summary>
    public abstract Tensor Q { get; }

    /// <summary>log p, finite where p rounds to 0.</summary>
    public abstract Tensor LogP { get; }

    /// <summary>log (1 - p), finite where p rounds to 1.</summary>
    public abstract Tensor LogQ { get; }

    /// <summary>Whether the input holds probabilities, so that gradients are by p itself. Otherwise they are by its log-odds, log(p / q).</summary>
    public virtual bool AreGiven => false;

    /// <summary>Computes dL/dinput from the gradient by log-odds, or by p if <see cref="AreGiven"/>.</summary>
    public abstract Tensor Backward(Tensor gradient);
}
