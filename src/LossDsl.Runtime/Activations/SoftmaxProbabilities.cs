using static TorchSharp.torch;

namespace LossDsl.Activations;

/// <summary>
/// p_c = e^z_c / Σ_k e^z_k. The log-odds of p_c are s_c = z_c - log Σ_k≠c e^z_k, so that with u = dL/ds
/// dL/dz_k = u_k - Σ_c≠k u_c p_k / q_c.
/// </summary>
internal sealed class SoftmaxProbabilities : Probabilities
{
    // The class of a pixel, if there is one, that has more than half of it: the only one whose 1 - p and gradient can lose digits.
    private readonly Tensor isMost;

    public SoftmaxProbabilities(Tensor logits)
        : base(logits)
    {
        P = logits.softmax(1);
        isMost = P.gt(0.5);
        var others = P.masked_fill(isMost, 0).sum(1, keepdim: true);
        Q = where(isMost, others, 1 - P);
    }

    public override Tensor P { get; }

    public override Tensor Q { get; }

    // Of a sure class log p is near 0, and the difference that log_softmax is would leave it no digits.
    public override Tensor LogP => where(isMost, (-Where(isMost, Q)).log1p(), SwitchedOff.Finite(Input.log_softmax(1)));

    public override Tensor LogQ => SwitchedOff.Finite(where(isMost, Others.logsumexp(1, keepdim: true) - Input.logsumexp(1, keepdim: true), (-Where(isMost.logical_not(), P)).log1p()));

    private Tensor Others => Input.masked_fill(isMost, double.NegativeInfinity);

    public override Tensor Backward(Tensor gradient)
    {
        // That class apart: its q may be 0, but p_k / q is the softmax of the others, 0 if all of them are switched off. For them q ≥ 1/2.
        var ratio = (gradient / (Input.requires_grad ? Q.masked_fill(isMost, 1) : Q)).masked_fill(isMost, 0);
        var ofMost = (gradient * isMost).sum(1, keepdim: true);
        return gradient - P * (ratio.sum(1, keepdim: true) - ratio) - ofMost * Others.softmax(1).nan_to_num(0);
    }

    // Where autograd records, the slope at a value that is not taken must be finite: 0 times infinity is no number.
    private Tensor Where(Tensor isTaken, Tensor values) => Input.requires_grad ? values.masked_fill(isTaken.logical_not(), 0) : values;
}
