using LossDsl.Conformance.Losses;
using LossDsl.Conformance.Oracles;
using static TorchSharp.torch;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>
/// Creates the contender <see cref="Contender.Naive"/> of a loss: the formula of the paper over probabilities, as transcribed for the conformance tests, differentiated by
/// autograd.
/// </summary>
internal static class NaiveLoss
{
    /// <summary>Returns a function that computes value and gradient for an example. Class indices become a one-hot target in every call.</summary>
    public static Func<LossAndGradient> Create(string loss, BenchmarkInput example)
    {
        var transcription = ReferenceLosses.ByName[loss].First();
        var options = new LossOptions { Activation = example.Size.Activation };
        return AutogradLoss.Create(example, (logits, target) =>
        {
            var masks = example.Size.IsMulticlass ? nn.functional.one_hot(target, example.Size.Shape[1]).movedim([-1], [1]).to_type(float32) : target;
            return transcription.Transcription(new TensorRegions(logits, masks, valid: null, options)).mean();
        });
    }
}
