using static TorchSharp.torch;

namespace LossDsl.Evaluation;

/// <summary>The target of a call as formulas read it: one value for each pixel and class, and which of them count.</summary>
/// <param name="Y">In [0, 1], smoothed if asked for, the shape and type of the activated logits.</param>
/// <param name="Labels">The same before smoothing.</param>
/// <param name="Valid">Which pixels count, bool, broadcasting to Y; null if all do.</param>
internal sealed record PreparedTarget(Tensor Y, Tensor Labels, Tensor? Valid)
{
    public static PreparedTarget Of(Tensor logits, Tensor target, LossOptions options, TargetAnnotations annotations)
    {
        var isIndex = target.dim() == logits.dim() - 1;
        var perClass = isIndex ? target.unsqueeze(1) : target;
        var valid = annotations.Valid?.to_type(@bool);
        if (options.IgnoreIndex is { } ignored)
        {
            var counted = perClass.ne(ignored);
            valid = valid is null ? counted : valid.logical_and(counted);
        }

        var labels = (isIndex ? perClass.eq(arange(logits.shape[1], int64, logits.device).reshape(ClassShape(logits))) : perClass).to_type(logits.dtype);

        // What a pixel that does not count has for a target must not reach a sum through a formula, as 255 squared would.
        labels = valid is null ? labels : where(valid, labels, zeros_like(labels));
        return new(Smooth(labels, options), labels, valid);
    }

    private static Tensor Smooth(Tensor labels, LossOptions options)
    {
        var share = options.Activation == Activation.Softmax ? 1.0 / labels.shape[1] : 0.5;
        return options.LabelSmoothing == 0 ? labels : (labels * (1 - options.LabelSmoothing)) + (options.LabelSmoothing * share);
    }

    private static long[] ClassShape(Tensor logits) => [.. logits.shape.Select(static (length, dimension) => dimension == 1 ? length : 1)];
}
