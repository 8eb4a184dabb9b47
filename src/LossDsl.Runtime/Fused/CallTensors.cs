using LossDsl.Evaluation;
using LossDsl.Inputs;
using LossDsl.Kernels.Memory;
using static TorchSharp.torch;

namespace LossDsl.Fused;

/// <summary>
/// Tensors of a call in the form that kernels read: contiguous and in a supported type. Tensors that already have this form are not copied.
/// </summary>
/// <param name="Memory">Addresses and sizes of the tensors, without a gradient.</param>
/// <param name="Shape">Shape of the logits, [B, C, ...].</param>
/// <param name="Type">Type of the lanes, and of logits and gradient: float32 or float64.</param>
/// <param name="ResultType">Type of the loss value: float64 if the logits are float64, otherwise float32.</param>
/// <param name="Pixels">Creates the tensor form of the pixels, from which maps and inputs are taken.</param>
/// <param name="Alive">Tensors that must stay alive while <paramref name="Memory"/> is used.</param>
internal sealed record CallTensors(CallMemory Memory, long[] Shape, ScalarType Type, ScalarType ResultType, Func<Pixels> Pixels, IReadOnlyList<Tensor> Alive)
{
    /// <summary>Spatial dimensions of an image.</summary>
    public long[] Spatial => Shape[2..];

    /// <summary>Converts the tensors of a call. The current dispose scope owns new tensors.</summary>
    /// <param name="logits">Logits, [B, C, ...], on the CPU.</param>
    /// <param name="target">Target: the shape of the logits, or class indices.</param>
    /// <param name="options">Options of the loss.</param>
    /// <param name="annotations">Mask and maps of the target, and inputs.</param>
    /// <param name="needsFloat64">Whether to compute in float64 whatever the type of the logits.</param>
    public static CallTensors Prepare(Tensor logits, Tensor target, LossOptions options, TargetAnnotations annotations, bool needsFloat64)
    {
        var resultType = logits.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        var type = needsFloat64 ? ScalarType.Float64 : resultType;
        var x = logits.detach().to_type(type).contiguous();
        var (y, layout) = PrepareTarget(target.detach(), TargetShape.IsIndices(logits, target), type, options);
        var valid = ValidPixels.Expanded(logits, annotations);
        var smoothing = options.Smoothing(logits.shape[1]);
        var memory = new CallMemory
        {
            Images = checked((int)logits.shape[0]),
            Classes = checked((int)logits.shape[1]),
            Pixels = (nint)(logits.numel() / logits.shape[0] / logits.shape[1]),
            IsSingle = type == ScalarType.Float32,
            Logits = NativeTensor.Address(x),
            Target = NativeTensor.Address(y),
            TargetLayout = layout,
            Valid = valid is null ? 0 : NativeTensor.Address(valid),
            IsValidPerClass = valid is not null && valid.shape[1] > 1,
            Ignored = options.IgnoreIndex,
            TargetScale = smoothing.Scale,
            TargetShift = smoothing.Shift,
            Alarm = new(),
            FirstClass = options.FirstClass,
        };
        return new(memory, logits.shape, type, resultType, () => LossDsl.CompilerServices.Pixels.Activate(logits, target, options, annotations, type), valid is null ? [x, y] : [x, y, valid]);
    }

    private static (Tensor, TargetLayout) PrepareTarget(Tensor target, bool isIndex, ScalarType type, LossOptions options)
    {
        if (options.UsesL1Counts(isIndex, target.is_floating_point()))
        {
            return (target.to_type(type).contiguous(), TargetLayout.DenseL1);
        }

        var isByte = target.dtype is ScalarType.Byte or ScalarType.Bool;
        return (isIndex, isByte) switch
        {
            (true, true) => (target.contiguous(), TargetLayout.ByteIndices),
            (true, false) => (target.to_type(ScalarType.Int64).contiguous(), TargetLayout.LongIndices),
            (false, true) => (target.contiguous(), TargetLayout.Bytes),
            _ => (target.to_type(type).contiguous(), TargetLayout.Dense),
        };
    }
}
