using LossDsl.Inputs;
using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Evaluation;

/// <summary>The target of a call as formulas read it: one value for each pixel and class, and which of them count.</summary>
/// <param name="Y">In [0, 1], smoothed if asked for, the shape and type of the activated logits.</param>
/// <param name="Labels">The same before smoothing.</param>
/// <param name="Valid">Which pixels count, bool, broadcasting to Y; null if all do.</param>
/// <param name="IsHard">Whether each value is known to be 0 or 1.</param>
internal sealed record PreparedTarget(Field Y, Field Labels, Tensor? Valid, bool IsHard)
{
    public static PreparedTarget Prepare(Tensor logits, Tensor target, LossOptions options, TargetAnnotations annotations)
    {
        var isIndex = TargetShape.IsIndices(logits, target);
        var perClass = TargetShape.WithClasses(logits, target);
        var valid = ValidPixels.Mask(logits, target, options, annotations);
        var labels = isIndex ? OfIndices(perClass, valid, logits) : OfMasks(perClass.to_type(logits.dtype), valid);
        var (scale, shift) = options.Smoothing(logits.shape[1]);
        var y = options.LabelSmoothing == 0 ? labels : (labels * scale) + shift;
        return new(y, labels, valid, isIndex && options.LabelSmoothing == 0);
    }

    // What a pixel that does not count has for a target must not reach a sum through a formula, as 255 squared would.
    private static Field OfMasks(Tensor masks, Tensor? valid) => valid is null ? masks : where(valid, masks, zeros_like(masks));

    // 1 at the class of a pixel and 0 elsewhere. An index that is no class, or does not count, is 0 at the class that it is brought to.
    private static Field OfIndices(Tensor target, Tensor? valid, Tensor logits)
    {
        var index = target.to_type(int64);
        var nearest = index.clamp(0, logits.shape[1] - 1);
        var indices = new ClassIndices(nearest, logits);
        var isClass = index.eq(nearest);
        var counts = valid is null ? isClass : isClass.bitwise_and(indices.Gather(valid).Tensor!);
        return new(0, counts.to_type(logits.dtype), indices);
    }
}
