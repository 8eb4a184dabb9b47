using static TorchSharp.torch;

namespace LossDsl.Inputs;

/// <summary>Rejects logits and targets that do not fit, before anything is computed: an exception inside autograd's backward would end the process.</summary>
internal static class InputCheck
{
    private static readonly ScalarType[] LogitTypes = [ScalarType.Float32, ScalarType.Float64, ScalarType.Float16, ScalarType.BFloat16];

    public static void Run(Tensor logits, Tensor target, LossOptions options, TargetAnnotations annotations)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(target);
        CheckTypes(logits, target);
        CheckShapes(logits, target);
        CheckClasses(logits, options);
        AnnotationCheck.Run(logits, annotations);
        if (options.CheckValues)
        {
            CheckValues(logits, target, options);
        }
    }

    private static void CheckTypes(Tensor logits, Tensor target)
    {
        if (!LogitTypes.Contains(logits.dtype))
        {
            throw new ArgumentException($"Logits are {logits.dtype}; they must be one of {string.Join(", ", LogitTypes)}.", nameof(logits));
        }

        if (target.is_complex())
        {
            throw new ArgumentException($"The target is {target.dtype}; it must be real, with values in [0, 1].", nameof(target));
        }

        if (logits.device_type != target.device_type || logits.device_index != target.device_index)
        {
            throw new ArgumentException($"Logits are on {logits.device}, the target is on {target.device}; move one to the other.", nameof(target));
        }
    }

    private static void CheckShapes(Tensor logits, Tensor target)
    {
        if (logits.dim() < 2)
        {
            throw new ArgumentException($"Logits have shape {ShapeText.Of(logits)}; they must be [B, C, ...]: images, classes, then the spatial dimensions.", nameof(logits));
        }

        if (logits.numel() == 0)
        {
            throw new ArgumentException($"Logits have shape {ShapeText.Of(logits)}: there is no pixel in them.", nameof(logits));
        }

        if (logits.shape.SequenceEqual(target.shape) || IsClassIndices(logits, target))
        {
            return;
        }

        var onlyClassesDiffer = logits.dim() == target.dim() && Enumerable.Range(0, (int)logits.dim()).All(i => i == 1 || logits.shape[i] == target.shape[i]);
        throw new ArgumentException(
            onlyClassesDiffer
                ? $"Logits have {logits.shape[1]} classes, the target has {target.shape[1]} (dimension 1 of {ShapeText.Of(logits)} and {ShapeText.Of(target)})."
                : $"Logits have shape {ShapeText.Of(logits)}, the target has shape {ShapeText.Of(target)}; they must be equal, or the target holds class indices and lacks dimension 1.",
            nameof(target));
    }

    private static bool IsClassIndices(Tensor logits, Tensor target) =>
        target.dim() == logits.dim() - 1
        && logits.shape.Where(static (_, dimension) => dimension != 1).SequenceEqual(target.shape)
        && (!target.is_floating_point()
            ? true
            : throw new ArgumentException($"A target without the dimension of classes, {ShapeText.Of(target)}, holds class indices and must be an integer type; it is {target.dtype}.", nameof(target)));

    private static void CheckClasses(Tensor logits, LossOptions options)
    {
        if (options.Activation == Activation.Softmax && logits.shape[1] < 2)
        {
            throw new ArgumentException(
                $"Softmax needs two classes or more; logits of shape {ShapeText.Of(logits)} have {logits.shape[1]}, whose probability would always be 1. Use {nameof(Activation)}.{nameof(Activation.Sigmoid)}.",
                nameof(logits));
        }

        if (!options.IncludeBackground && logits.shape[1] < 2)
        {
            throw new ArgumentException($"Logits of shape {ShapeText.Of(logits)} have one class; without the background, class 0, nothing is left. Use {nameof(LossOptions.IncludeBackground)} = true.", nameof(logits));
        }

        if (options.ClassWeights is { } weights && weights.Count != logits.shape[1])
        {
            throw new ArgumentException($"Logits have {logits.shape[1]} classes, {nameof(LossOptions.ClassWeights)} has {weights.Count} weights; give one for each class, the background too.", nameof(logits));
        }
    }

    private static void CheckValues(Tensor logits, Tensor target, LossOptions options)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var notFinite = logits.isfinite().logical_not().sum().item<long>();
        if (notFinite > 0)
        {
            throw new ArgumentException($"{notFinite} of {logits.numel()} logits are not finite (NaN or infinity).", nameof(logits));
        }

        var values = target.to_type(float64);
        var largest = target.dim() < logits.dim() ? logits.shape[1] - 1 : 1;
        var isRight = values.ge(0).logical_and(values.le(largest));
        isRight = options.IgnoreIndex is { } ignored ? isRight.logical_or(target.eq(ignored)) : isRight;
        var count = isRight.logical_not().sum().item<long>();
        if (count > 0)
        {
            throw new ArgumentException($"{count} of {target.numel()} target values lie outside [0, {largest}].", nameof(target));
        }
    }

}
