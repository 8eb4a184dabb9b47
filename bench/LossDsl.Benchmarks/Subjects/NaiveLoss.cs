using LossDsl.Conformance.Losses;
using LossDsl.Conformance.Oracles;
using static TorchSharp.torch;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>The formula of a loss as its paper has it, over probabilities, as the conformance tests transcribe it.</summary>
internal static class NaiveLoss
{
    public static Func<LossAndGradient> Create(string loss, Example example)
    {
        var transcription = ReferenceLosses.ByName[loss].First();
        var options = new LossOptions { Activation = example.Size.Activation };
        return Recorded.Create(example, (logits, target) =>
        {
            var masks = example.Size.IsMulticlass ? nn.functional.one_hot(target, example.Size.Shape[1]).movedim([-1], [1]).to_type(float32) : target;
            return transcription.Transcription(new TensorRegions(logits, masks, valid: null, options)).mean();
        });
    }
}
