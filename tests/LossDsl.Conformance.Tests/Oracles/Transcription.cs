using LossDsl.Conformance.Losses;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Conformance.Oracles;

/// <summary>The loss transcribed into plain TorchSharp operations, to be differentiated by autograd.</summary>
internal static class Transcription
{
    public static Tensor Evaluate(ReferenceLoss loss, Tensor logits, Tensor target, LossOptions options) =>
        Evaluate(loss, new TensorRegions(logits, target, ones_like(logits), options), options);

    public static Tensor Evaluate(ReferenceLoss loss, TensorRegions regions, LossOptions options)
    {
        var values = loss.Transcription(regions);
        var hasPixels = regions.N.gt(0).to_type(float64);
        var counts = loss.IsPerImage ? hasPixels.amax([1], keepdim: true) : hasPixels;
        if (!loss.IsPerImage)
        {
            (values, counts) = OfEmptyMasks(values, counts, regions, options.EmptyMask);
            (values, counts) = (regions.CountedClasses(loss.ReadsClassWeight ? values : values * regions.ClassWeight), regions.CountedClasses(counts));
        }

        values *= counts;
        return options.Reduction switch
        {
            Reduction.Mean => values.sum() / counts.sum().clamp(min: 1),
            Reduction.Sum => values.sum(),
            _ => values,
        };
    }

    private static (Tensor Values, Tensor Counts) OfEmptyMasks(Tensor values, Tensor counts, TensorRegions regions, EmptyMask policy)
    {
        var isEmpty = regions.IsEmpty;
        return policy switch
        {
            EmptyMask.Skip => (values, counts * (1 - isEmpty)),
            EmptyMask.MeanProbability => (isEmpty * regions.Mean(regions.P) + (1 - isEmpty) * values, counts),
            EmptyMask.One => (isEmpty + (1 - isEmpty) * values, counts),
            _ => (values, counts),
        };
    }
}
