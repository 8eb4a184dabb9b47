using static TorchSharp.torch;

namespace LossDsl.Activations;

/// <summary>Probabilities made from logits, and the way back for gradients.</summary>
internal abstract class Probabilities
{
    /// <summary>p.</summary>
    public abstract Tensor P { get; }

    /// <summary>1 - p, with full relative precision.</summary>
    public abstract Tensor Q { get; }

    /// <summary>dL/dlogits from dL/dp.</summary>
    public abstract Tensor GradLogits(Tensor gradProbs);

    public static Probabilities Activate(Tensor logits, Activation activation) => activation switch
    {
        Activation.Sigmoid => new SigmoidProbabilities(logits),
        Activation.Softmax => new SoftmaxProbabilities(logits),
        _ => new GivenProbabilities(logits),
    };
}
