using static TorchSharp.torch;

namespace LossDsl.Inputs;

/// <summary>Interprets the shape of a target relative to its logits, [B, C, ...]: a mask for each class, class indices, or the mask of the only class.</summary>
internal static class TargetShape
{
    /// <summary>
    /// Returns whether the target holds class indices: it is [B, ...], and C is above 1. For C = 1 a target without dimension 1 is the mask itself.
    /// </summary>
    public static bool IsIndices(Tensor logits, Tensor target) => LacksClasses(logits, target) && logits.shape[1] > 1;

    /// <summary>Returns the target with a dimension 1: [B, 1, ...] for class indices and for the mask of the only class, else the target itself.</summary>
    public static Tensor WithClasses(Tensor logits, Tensor target) => LacksClasses(logits, target) ? target.unsqueeze(1) : target;

    /// <summary>Checks the shape of the target, and that class indices have an integer type.</summary>
    /// <exception cref="ArgumentException">
    /// The target has neither the shape of the logits nor that shape without dimension 1, or it holds class indices of a floating-point type.
    /// </exception>
    public static void Check(Tensor logits, Tensor target)
    {
        if (logits.shape.SequenceEqual(target.shape))
        {
            return;
        }

        if (!LacksClasses(logits, target) || !logits.shape.Where(static (_, dimension) => dimension != 1).SequenceEqual(target.shape))
        {
            throw new ArgumentException(Mismatch(logits, target), nameof(target));
        }

        if (IsIndices(logits, target) && target.is_floating_point())
        {
            throw new ArgumentException($"A target without the dimension of classes, {ShapeText.Format(target)}, holds class indices and must be an integer type; it is {target.dtype}.", nameof(target));
        }
    }

    private static bool LacksClasses(Tensor logits, Tensor target) => target.dim() == logits.dim() - 1;

    private static string Mismatch(Tensor logits, Tensor target)
    {
        var onlyClassesDiffer = logits.dim() == target.dim() && Enumerable.Range(0, (int)logits.dim()).All(i => i == 1 || logits.shape[i] == target.shape[i]);
        if (!onlyClassesDiffer)
        {
            return $"Logits have shape {ShapeText.Format(logits)}, the target has shape {ShapeText.Format(target)}; they must be equal, or the target holds class indices and lacks dimension 1.";
        }

        var differ = $"Logits have {logits.shape[1]} classes, the target has {target.shape[1]} (dimension 1 of {ShapeText.Format(logits)} and {ShapeText.Format(target)}).";
        return target.shape[1] == 1 ? $"{differ} If it holds class indices, remove that dimension: target.squeeze(1)." : differ;
    }
}
