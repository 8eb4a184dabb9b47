using static TorchSharp.torch;

namespace LossDsl.Activations;

/// <summary>p = σ(z) for every class on its own; dL/dz = dL/dp · p q.</summary>
internal sealed class SigmoidProbabilities(Tensor logits) : Probabilities
{
    public override Tensor P { get; } = logits.sigmoid();

    // σ(-z), not 1 - σ(z): the difference is zero from z = 17 on in float32, where q is still 4e-8.
    public override Tensor Q { get; } = (-logits).sigmoid();

    public override Tensor GradLogits(Tensor gradProbs) => gradProbs * (P * Q);
}
