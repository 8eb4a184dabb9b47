using static TorchSharp.torch;

namespace LossDsl.Activations;

/// <summary>
/// Probabilities of an activation, with the backward pass to the logits. The four forms p, q = 1 - p, log p and log q are each computed from the logits without cancellation,
/// when they are read for the first time.
/// </summary>
internal abstract class Probabilities
{
    private readonly Lazy<Tensor> p;
    private readonly Lazy<Tensor> q;
    private readonly Lazy<Tensor> logP;
    private readonly Lazy<Tensor> logQ;
    private Probabilities? own;

    /// <param name="input">Logits, or probabilities for <see cref="Activation.None"/>; [B, C, ...], float32 or float64.</param>
    protected Probabilities(Tensor input) => (Input, p, q, logP, logQ) = (input, new(ComputeP), new(ComputeQ), new(ComputeLogP), new(ComputeLogQ));

    /// <summary>The input of the activation: logits, or probabilities for <see cref="Activation.None"/>.</summary>
    public Tensor Input { get; }

    /// <summary>The probability p, [B, C, ...].</summary>
    public Tensor P => p.Value;

    /// <summary>The complement q = 1 - p with full relative precision.</summary>
    public Tensor Q => q.Value;

    /// <summary>log p, finite where p rounds to 0.</summary>
    public Tensor LogP => logP.Value;

    /// <summary>log (1 - p), finite where p rounds to 1.</summary>
    public Tensor LogQ => logQ.Value;

    /// <summary>Whether the input holds probabilities, so that gradients are by p itself. Otherwise they are by its log-odds, log(p / q).</summary>
    public virtual bool AreGiven => false;

    /// <summary>Returns the probabilities of one class of each pixel, [B, 1, ...], computed without those of the other classes where the activation allows.</summary>
    /// <param name="index">The class of each pixel, [B, 1, ...]; the same in every call.</param>
    public Probabilities Own(Tensor index) => own ??= CreateOwn(index);

    /// <summary>Computes dL/dinput from the gradient by log-odds, or by p if <see cref="AreGiven"/>.</summary>
    /// <param name="gradient">[B, C, ...].</param>
    public abstract Tensor Backward(Tensor gradient);

    /// <summary>Computes dL/dinput where only the gradient of each pixel's own class is not 0. Null if there is no shorter way than <see cref="Backward"/>.</summary>
    /// <param name="gradient">The gradient of the own class by its log-odds, [B, 1, ...].</param>
    /// <param name="index">The own class of each pixel, [B, 1, ...].</param>
    public virtual Tensor? BackwardOfOwn(Tensor gradient, Tensor index) => null;

    protected abstract Tensor ComputeP();

    protected abstract Tensor ComputeQ();

    protected abstract Tensor ComputeLogP();

    protected abstract Tensor ComputeLogQ();

    protected abstract Probabilities CreateOwn(Tensor index);
}
