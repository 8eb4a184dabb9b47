using static TorchSharp.torch;

namespace LossDsl.Activations;

/// <summary>Applies an <see cref="Activation"/> to logits, as an extension method.</summary>
internal static class ActivationExtensions
{
    /// <summary>Computes probabilities from logits.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="logits">[B, C, ...], float32 or float64.</param>
    public static Probabilities Apply(this Activation activation, Tensor logits) => activation switch
    {
        Activation.Sigmoid => new SigmoidProbabilities(logits),
        Activation.Softmax => new SoftmaxProbabilities(logits),
        _ => new GivenProbabilities(logits),
    };
}
