using static TorchSharp.torch;

namespace LossDsl.Activations;

/// <summary>The input is the probability: nothing to do, and nothing to differentiate through.</summary>
internal sealed class GivenProbabilities(Tensor probabilities) : Probabilities
{
    public override Tensor P { get; } = probabilities;

    public override Tensor Q { get; } = 1 - probabilities;

    public override Tensor GradLogits(Tensor gradProbs) => gradProbs.clone();
}
