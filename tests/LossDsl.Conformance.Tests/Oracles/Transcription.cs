using LossDsl.Conformance.Losses;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Conformance.Oracles;

/// <summary>The loss transcribed into plain TorchSharp operations, to be differentiated by autograd.</summary>
internal static class Transcription
{
    public static Tensor Evaluate(ReferenceLoss loss, Tensor logits, Tensor target, LossOptions options)
    {
        // A row of classes is an image of one pixel.
        var values = loss.Transcription(logits.dim() == 2
            ? new(logits.unsqueeze(2), target.unsqueeze(2), options)
            : new(logits, target, options));
        return options.Reduction switch
        {
            Reduction.Mean => values.mean(),
            Reduction.Sum => values.sum(),
            _ => values,
        };
    }
}
