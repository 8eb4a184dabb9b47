using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Activations;

/// <summary>
/// Probabilities of the softmax over dimension 1: p_c = e^z_c / Σ_k e^z_k. The log-odds of p_c are s_c = z_c - log Σ_k≠c e^z_k.
/// With u = dL/ds the backward pass is dL/dz_k = u_k - Σ_c≠k u_c p_k / q_c.
/// </summary>
internal sealed class SoftmaxProbabilities : Probabilities
{
    // Marks the class with p above 1/2, of which a pixel has at most one. Only for that class do 1 - p and the gradient suffer from cancellation.
    private readonly Tensor isMost;

    public SoftmaxProbabilities(Tensor logits)
        : base(logits)
    {
        P = logits.softmax(1);
        isMost = P.IsAbove(0.5);
        var others = P.Replace(isMost, 0).sum(1, keepdim: true);
        Q = where(isMost, others, (-P).Plus(1));
    }

    public override Tensor P { get; }

    public override Tensor Q { get; }

    // log p of a sure class is near 0, and log_softmax, a difference of large numbers, would lose its significant digits.
    public override Tensor LogP => where(isMost, (-Where(isMost, Q)).log1p(), InfiniteLogits.Finite(Input.log_softmax(1)));

    public override Tensor LogQ => InfiniteLogits.Finite(where(isMost, Others.logsumexp(1, keepdim: true) - Input.logsumexp(1, keepdim: true), (-Where(isMost.logical_not(), P)).log1p()));

    private Tensor Others => Input.Replace(isMost, double.NegativeInfinity);

    public override Tensor Backward(Tensor gradient)
    {
        // The class with p above 1/2 is handled apart: its q may be 0, but p_k / q is the softmax over the other classes, 0 if all of them are switched off. The others have q ≥ 1/2.
        var ratio = (gradient / (Input.requires_grad ? Q.Replace(isMost, 1) : Q)).Replace(isMost, 0);
        var ofMost = (gradient * isMost).sum(1, keepdim: true);
        return gradient - P * (ratio.sum(1, keepdim: true) - ratio) - ofMost * Others.softmax(1).nan_to_num(0);
    }

    // When autograd records, the derivative must be finite even at values that are not selected, because 0 · ∞ is NaN.
    private Tensor Where(Tensor isTaken, Tensor values) => Input.requires_grad ? values.Replace(isTaken.logical_not(), 0) : values;
}
