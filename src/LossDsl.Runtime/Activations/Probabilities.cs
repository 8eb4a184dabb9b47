using static TorchSharp.torch;

namespace LossDsl.Activations;

/// <summary>Probabilities made from logits, and the way back for gradients.</summary>
internal abstract class Probabilities(Tensor input)
{
    /// <summary>What came in: logits, or probabilities.</summary>
    public Tensor Input { get; } = input;

    /// <summary>p.</summary>
    public abstract Tensor P { get; }

    /// <summary>1 - p, with full relative precision.</summary>
    public abstract Tensor Q { get; }

    /// <summary>log p, finite where p rounds to 0.</summary>
    public abstract Tensor LogP { get; }

    /// <summary>log (1 - p), finite where p rounds to 1.</summary>
    public abstract Tensor LogQ { get; }

    /// <summary>Whether gradients arrive by p itself; otherwise they arrive by its log-odds, log p - log (1 - p).</summary>
    public virtual bool AreGiven => false;

    /// <summary>dL/dinput from the gradient by log-odds, or by p where <see cref="AreGiven"/>.</summary>
    public abstract Tensor Backward(Tensor gradient);
}
