using static TorchSharp.torch;

namespace LossDsl.Inputs;

/// <summary>Mask of the values that count in a call: neither ignored nor invalid.</summary>
internal static class ValidPixels
{
    /// <summary>Bool, broadcasting to [B, C, ...]; null if all count.</summary>
    public static Tensor? Mask(Tensor logits, Tensor target, LossOptions options, TargetAnnotations annotations)
    {
        var valid = annotations.Valid?.to_type(@bool);
        if (options.IgnoreIndex is not { } ignored)
        {
            return valid;
        }

        var counted = TargetShape.WithClasses(logits, target).ne(ignored);
        return valid is null ? counted : valid.bitwise_and(counted);
    }

    /// <summary>The pixels of which some class counts, [B, 1, ...].</summary>
    public static Tensor OfSomeClass(Tensor counted) => counted.shape[1] == 1 ? counted : counted.any(1, keepdim: true);
}
