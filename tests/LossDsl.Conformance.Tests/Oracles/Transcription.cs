using LossDsl.Conformance.Losses;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Conformance.Oracles;

/// <summary>
/// Evaluates the transcription of a loss into TorchSharp operations, to be differentiated by autograd: the formula, then empty masks, class weights and reduction.
/// </summary>
internal static class Transcription
{
    public static Tensor Evaluate(ReferenceLoss loss, Tensor logits, Tensor target, LossOptions options) =>
        Evaluate(loss, new TensorRegions(logits, target, ones_like(logits), OwnActivation.Resolve(options, loss.Class)), options);

    public static Tensor Evaluate(ReferenceLoss loss, TensorRegions regions, LossOptions options)
    {
        var values = loss.Transcription(regions);
        var hasPixels = regions.N.gt(0).to_type(float64);
        var counts = loss.IsPerImage ? hasPixels.amax([1], keepdim: true) : hasPixels;
        if (!loss.IsPerImage)
        {
            (values, counts) = ApplyEmptyMask(values, counts, regions, options.EmptyMask);
            (values, counts) = (regions.CountedClasses(values), regions.CountedClasses(counts));
        }

        var weighted = loss.IsPerImage || loss.ReadsClassWeight ? counts : counts * regions.CountedClasses(regions.GivenWeight);
        var total = (options.ClassWeighting == ClassWeighting.ByWeight ? weighted : counts).sum();
        values *= weighted;
        return options.Reduction switch
        {
            Reduction.Mean => values.sum() / where(total.gt(0), total, ones_like(total)),
            Reduction.Sum => values.sum(),
            _ => values,
        };
    }

    private static (Tensor Values, Tensor Counts) ApplyEmptyMask(Tensor values, Tensor counts, TensorRegions regions, EmptyMask policy)
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
