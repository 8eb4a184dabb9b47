using LossDsl.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Activations;

/// <summary>
/// Odds of one class o of each pixel against all others under the softmax. The log-odds are s = z_o - log Σ_k≠o e^z_k, so that p_o = σ(s) and q_o = σ(-s), both with full relative
/// precision. The probabilities of the others among themselves are the softmax without o.
/// </summary>
internal sealed class ClassOdds
{
    private readonly Tensor logits;
    private readonly Tensor index;
    private Tensor? others;

    /// <param name="logits">[B, C, ...]. A logit of -∞ switches a class off; a pixel without any class gives NaN.</param>
    /// <param name="index">The class o of each pixel, [B, 1, ...].</param>
    public ClassOdds(Tensor logits, Tensor index)
    {
        (this.logits, this.index) = (logits, index);
        using var masked = Masked();
        others = masked.softmax(1);

        // With the largest other logit z_l, the softmax over the others at l is e^z_l over the sum: log Σ_k≠o e^z_k = z_l - log p_l.
        // All less the largest logit of the pixel, so that +∞, or -∞ everywhere, makes NaN.
        var largest = logits.detach().amax([1], keepdim: true);
        Own = new(logits.gather(1, index) - largest - (masked.amax([1], keepdim: true) - largest - others.amax([1], keepdim: true).log()));
    }

    /// <summary>The softmax over the other classes, 0 at o; [B, C, ...].</summary>
    public Tensor Others
    {
        get
        {
            if (others is null)
            {
                using var masked = Masked();
                others = masked.softmax(1);
            }

            return others;
        }
    }

    /// <summary>The probabilities of the class o, [B, 1, ...].</summary>
    public SigmoidProbabilities Own { get; }

    /// <summary>Frees <see cref="Others"/>, which is computed again if it is read again.</summary>
    public void ReleaseOthers()
    {
        others?.Dispose();
        others = null;
    }

    /// <summary>Computes dL/dz from the gradient by the log-odds s, [B, 1, ...]: ds/dz_o = 1, and ds/dz_k is minus the softmax over the others.</summary>
    public Tensor Backward(Tensor gradient) => Others.mul(-gradient).Put(index, gradient);

    // Where all others are switched off, they share what is left of the lowest finite logits.
    private Tensor Masked() => InfiniteLogits.Finite(logits).Put(index, NumberMath.Fill([], double.NegativeInfinity, logits.dtype, logits.device).expand(index.shape));
}
