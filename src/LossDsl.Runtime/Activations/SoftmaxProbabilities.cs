using static TorchSharp.torch;

namespace LossDsl.Activations;

/// <summary>p_c = e^z_c / Σ_k e^z_k; dL/dz_c = p_c (g_c - Σ_k p_k g_k) with g = dL/dp.</summary>
internal sealed class SoftmaxProbabilities : Probabilities
{
    // The most probable class of each pixel. Every other class has p ≤ 1/2, so that only this one can lose digits.
    private readonly Tensor top;

    public SoftmaxProbabilities(Tensor logits)
    {
        P = logits.softmax(1);
        top = P.argmax(1, keepdim: true);
        var others = P.scatter(1, top, zeros_like(top, P.dtype)).sum(1, keepdim: true);
        Q = (1 - P).scatter(1, top, others);
    }

    public override Tensor P { get; }

    public override Tensor Q { get; }

    public override Tensor GradLogits(Tensor gradProbs)
    {
        // Adding a number to every g of a pixel changes nothing: with g = 0 at the top class the difference below does not cancel.
        var relative = gradProbs - gradProbs.gather(1, top);
        return P * (relative - (P * relative).sum(1, keepdim: true));
    }
}
