using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Inputs;

/// <summary>Computes the mask of valid pixels from <see cref="TargetAnnotations.Valid"/> and <see cref="LossOptions.IgnoreIndex"/>.</summary>
internal static class ValidPixels
{
    /// <summary>Returns a bool mask that broadcasts to [B, C, ...]: true for pixels that are neither ignored nor marked invalid. Null if all are valid.</summary>
    /// <param name="logits">[B, C, ...].</param>
    /// <param name="target">The shape of the logits, or without dimension 1.</param>
    /// <param name="options">The options, of which the ignored value is read.</param>
    /// <param name="annotations">The annotations, of which the mask is read.</param>
    public static Tensor? Mask(Tensor logits, Tensor target, LossOptions options, TargetAnnotations annotations)
    {
        var valid = annotations.Valid?.to_type(@bool);
        if (options.IgnoreIndex is not { } ignored)
        {
            return valid;
        }

        var kept = TargetShape.WithClasses(logits, target).IsNot(ignored);
        return valid is null ? kept : valid.bitwise_and(kept);
    }

    /// <summary>Returns the mask of the annotations as kernels read it: bool, contiguous, [B, 1 or C, ...]. Null if there is none.</summary>
    /// <param name="logits">[B, C, ...].</param>
    /// <param name="annotations">The annotations, of which the mask is read.</param>
    public static Tensor? Expanded(Tensor logits, TargetAnnotations annotations)
    {
        var valid = annotations.Valid?.to_type(@bool);
        return valid?.expand([logits.shape[0], valid.shape[1] > 1 ? logits.shape[1] : 1, .. logits.shape[2..]]).contiguous();
    }

    /// <summary>Returns a mask of the pixels that are valid in at least one class, [B, 1, ...].</summary>
    public static Tensor AnyClass(Tensor valid) => valid.shape[1] == 1 ? valid : valid.any(1, keepdim: true);
}
