using static TorchSharp.torch;

namespace LossDsl.Inputs;

/// <summary>Rejects logits and targets that do not fit, before anything is computed: an exception inside autograd's backward would end the process.</summary>
internal static class InputCheck
{
    private static readonly ScalarType[] LogitTypes = [ScalarType.Float32, ScalarType.Float64, ScalarType.Float16, ScalarType.BFloat16];

    public static void Run(Tensor logits, Tensor target, LossOptions options)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(target);
        CheckTypes(logits, target);
        CheckShapes(logits, target);
        CheckClasses(logits, options);
        if (options.CheckValues)
        {
            CheckValues(logits, target);
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
            throw new ArgumentException($"Logits have shape {Shape(logits)}; they must be [B, C, ...]: images, classes, then the spatial dimensions.", nameof(logits));
        }

        if (logits.numel() == 0)
        {
            throw new ArgumentException($"Logits have shape {Shape(logits)}: there is no pixel in them.", nameof(logits));
        }

        if (logits.shape.SequenceEqual(target.shape))
        {
            return;
        }

        var onlyClassesDiffer = logits.dim() == target.dim() && Enumerable.Range(0, (int)logits.dim()).All(i => i == 1 || logits.shape[i] == target.shape[i]);
        throw new ArgumentException(
            onlyClassesDiffer
                ? $"Logits have {logits.shape[1]} classes, the target has {target.shape[1]} (dimension 1 of {Shape(logits)} and {Shape(target)})."
                : $"Logits have shape {Shape(logits)}, the target has shape {Shape(target)}; they must be equal.",
            nameof(target));
    }

    private static void CheckClasses(Tensor logits, LossOptions options)
    {
        if (options.Activation == Activation.Softmax && logits.shape[1] < 2)
        {
            throw new ArgumentException(
                $"Softmax needs two classes or more; logits of shape {Shape(logits)} have {logits.shape[1]}, whose probability would always be 1. Use {nameof(Activation)}.{nameof(Activation.Sigmoid)}.",
                nameof(logits));
        }
    }

    private static void CheckValues(Tensor logits, Tensor target)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var notFinite = logits.isfinite().logical_not().sum().item<long>();
        if (notFinite > 0)
        {
            throw new ArgumentException($"{notFinite} of {logits.numel()} logits are not finite (NaN or infinity).", nameof(logits));
        }

        var outside = target.to_type(float64);
        var count = (outside.ge(0) & outside.le(1)).logical_not().sum().item<long>();
        if (count > 0)
        {
            throw new ArgumentException($"{count} of {target.numel()} target values lie outside [0, 1].", nameof(target));
        }
    }

    private static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
