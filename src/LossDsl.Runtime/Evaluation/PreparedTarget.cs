using LossDsl.Inputs;
using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Evaluation;

/// <summary>Target of a call in the form that formulas read: one value y for each pixel and class, with the mask of valid pixels.</summary>
/// <param name="Y">The target y in [0, 1] after label smoothing, [B, C, ...], in the type of the activated logits.</param>
/// <param name="Labels">The target before label smoothing, [B, C, ...].</param>
/// <param name="Valid">Mask of the valid pixels, bool, broadcasting to Y; null if all are valid.</param>
/// <param name="IsHard">Whether each value is known to be 0 or 1: class indices without label smoothing.</param>
internal sealed record PreparedTarget(Field Y, Field Labels, Tensor? Valid, bool IsHard)
{
    /// <summary>Converts a target to labels for each class, masks invalid pixels, and applies label smoothing.</summary>
    /// <param name="logits">[B, C, ...], in the type that the loss computes in.</param>
    /// <param name="target">The shape of the logits, or without dimension 1.</param>
    /// <param name="options">The options of the loss, with its activation.</param>
    /// <param name="annotations">The annotations of the target.</param>
    public static PreparedTarget Prepare(Tensor logits, Tensor target, LossOptions options, TargetAnnotations annotations)
    {
        var isIndex = TargetShape.IsIndices(logits, target);
        var perClass = TargetShape.WithClasses(logits, target);
        var valid = ValidPixels.Mask(logits, target, options, annotations);
        var labels = isIndex ? OfIndices(perClass, valid, logits) : OfMasks(perClass.to_type(logits.dtype), valid);
        var (scale, shift) = options.Smoothing(logits.shape[1]);
        var y = options.LabelSmoothing == 0 ? labels : ((labels * scale) + shift).Keep();
        return new(y, labels, valid, isIndex && options.LabelSmoothing == 0);
    }

    // The target of an invalid pixel, such as 255, must not reach a sum through a formula that squares it.
    private static Field OfMasks(Tensor masks, Tensor? valid) => valid is null ? masks : where(valid, masks, zeros_like(masks));

    // 1 at the pixel's own class and 0 at the others. An index that is out of range or invalid is clamped to a class, where its label is then 0.
    private static Field OfIndices(Tensor target, Tensor? valid, Tensor logits)
    {
        var index = target.to_type(int64);
        var nearest = index.Within(0, logits.shape[1] - 1);
        var indices = new ClassIndices(nearest, logits);
        var isClass = index.eq(nearest);
        var own = valid is null ? isClass : isClass.bitwise_and(indices.Gather(valid).Tensor!);
        return new(0, own.to_type(logits.dtype), indices);
    }
}
