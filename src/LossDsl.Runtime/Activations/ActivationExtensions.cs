using static TorchSharp.torch;

namespace LossDsl.Activations;

/// <summary>Applies an activation.</summary>
internal static class ActivationExtensions
{
    /// <summary>Probabilities from logits [B, C, ...] of float32 or float64.</summary>
    public static Probabilities Apply(this Activation activation, Tensor logits) => activation switch
    {
        Activation.Sigmoid => new SigmoidProbabilities(logits),
        Activation.Softmax => new SoftmaxProbabilities(logits),
        _ => new GivenProbabilities(logits),
    };
}
