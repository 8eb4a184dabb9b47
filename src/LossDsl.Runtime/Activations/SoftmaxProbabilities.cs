using static TorchSharp.torch;

namespace LossDsl.Activations;

/// <summary>p_c = e^z_c / Σ_k e^z_k; dL/dz_c = p_c (g_c - Σ_k p_k g_k) with g = dL/dp.</summary>
internal sealed class SoftmaxProbabilities : Probabilities
{
    // The class of a pixel, if there is one, that has more than half of it: the only one whose 1 - p and gradient can lose digits.
    private readonly Tensor isMost;

    public SoftmaxProbabilities(Tensor logits)
    {
        P = logits.softmax(1);
        isMost = P.gt(0.5);
        var others = P.masked_fill(isMost, 0).sum(1, keepdim: true);
        Q = where(isMost, others, 1 - P);
    }

    public override Tensor P { get; }

    public override Tensor Q { get; }

    public override Tensor GradLogits(Tensor gradProbs)
    {
        // Taking a number from every g of a pixel changes nothing: with g = 0 at that class the difference below does not cancel.
        var relative = gradProbs - (gradProbs * isMost).sum(1, keepdim: true);
        return P * (relative - (P * relative).sum(1, keepdim: true));
    }
}
