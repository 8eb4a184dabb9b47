using static TorchSharp.torch;

namespace LossDsl.Inputs;

/// <summary>
/// Rejects logits, targets and annotations whose types, devices or shapes do not fit each other or the options. The check runs before the computation, because an exception
/// inside autograd's backward pass would end the process.
/// </summary>
internal static class InputCheck
{
    private static readonly ScalarType[] LogitTypes = [ScalarType.Float32, ScalarType.Float64, ScalarType.Float16, ScalarType.BFloat16];

    /// <summary>Checks the inputs of a call; with <see cref="LossOptions.CheckValues"/> also their values.</summary>
    /// <param name="logits">[B, C, ...], float32, float64, float16 or bfloat16, at least one pixel.</param>
    /// <param name="target">The shape of the logits, or without dimension 1; any real type.</param>
    /// <param name="options">The options of the loss.</param>
    /// <param name="annotations">The annotations of the target.</param>
    /// <param name="metadata">The metadata of the loss, which list the maps and inputs that it reads.</param>
    /// <param name="isRecorded">Whether the gradient flows through a graph, so that a target that requires a gradient would be a mistake.</param>
    /// <exception cref="ArgumentException">An input does not fit; the message names both sides.</exception>
    public static void Run(Tensor logits, Tensor target, LossOptions options, TargetAnnotations annotations, LossMetadata metadata, bool isRecorded)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(target);
        CheckTypes(logits, target);
        CheckShapes(logits, target);
        CheckClasses(logits, options);
        IgnoredValueCheck.Check(target, options.IgnoreIndex);
        AnnotationCheck.Run(logits, annotations, metadata.RequiredMaps);
        RequiredInputCheck.Run(logits, annotations, metadata, options.Region);
        if (isRecorded)
        {
            GraphCheck.Run(target, annotations);
        }

        if (options.CheckValues)
        {
            LogitCheck.Run(logits, target, options, annotations);
            ValueCheck.Run(logits, target, options, annotations);
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
            throw new ArgumentException($"Logits have shape {ShapeText.Format(logits)}; they must be [B, C, ...]: images, classes, then the spatial dimensions.", nameof(logits));
        }

        if (logits.numel() == 0)
        {
            throw new ArgumentException($"Logits have shape {ShapeText.Format(logits)}: there is no pixel in them.", nameof(logits));
        }

        TargetShape.Check(logits, target);
    }

    private static void CheckClasses(Tensor logits, LossOptions options)
    {
        if (options.Activation == Activation.Softmax && logits.shape[1] < 2)
        {
            throw new ArgumentException(
                $"Softmax needs two classes or more; logits of shape {ShapeText.Format(logits)} have {logits.shape[1]}, whose probability would always be 1. Give the background a channel of its own, or take a loss made for {nameof(Activation)}.{nameof(Activation.Sigmoid)}.",
                nameof(logits));
        }

        if (!options.IncludeBackground && logits.shape[1] < 2)
        {
            throw new ArgumentException($"Logits of shape {ShapeText.Format(logits)} have one class; without the background, class 0, nothing is left. Use {nameof(LossOptions.IncludeBackground)} = true.", nameof(logits));
        }

        if (options.ClassWeights is { } weights && weights.Count != logits.shape[1])
        {
            throw new ArgumentException($"Logits have {logits.shape[1]} classes, {nameof(LossOptions.ClassWeights)} has {weights.Count} weights; give one for each class, the background too.", nameof(LossOptions.ClassWeights));
        }
    }
}
