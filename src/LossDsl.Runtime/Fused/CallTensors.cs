using LossDsl.Evaluation;
using LossDsl.Inputs;
using LossDsl.Kernels.Memory;
using static TorchSharp.torch;

namespace LossDsl.Fused;

/// <summary>The tensors of a call in a form that kernels read: contiguous, and in one of the types that they know. What is so already is not copied.</summary>
internal sealed record CallTensors(CallMemory Memory, long[] Shape, ScalarType Type, ScalarType ResultType, Func<Pixels> Pixels, IReadOnlyList<Tensor> Alive)
{
    public long[] Spatial => Shape[2..];

    public static CallTensors Prepare(Tensor logits, Tensor target, LossOptions options, TargetAnnotations annotations, bool needsFloat64)
    {
        var resultType = logits.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;
        var type = needsFloat64 ? ScalarType.Float64 : resultType;
        var x = logits.detach().to_type(type).contiguous();
        var (y, layout) = Target(target.detach(), TargetShape.IsIndices(logits, target), type, options);
        var valid = annotations.Valid?.to_type(ScalarType.Bool);
        var isPerClass = valid is not null && valid.shape[1] > 1;
        valid = valid?.expand([logits.shape[0], isPerClass ? logits.shape[1] : 1, .. logits.shape[2..]]).contiguous();
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
            IsValidPerClass = isPerClass,
            Ignored = options.IgnoreIndex,
            TargetScale = smoothing.Scale,
            TargetShift = smoothing.Shift,
            Alarm = new(),
            FirstClass = options.FirstClass,
        };
        return new(memory, logits.shape, type, resultType, () => LossDsl.CompilerServices.Pixels.Activate(logits, target, options, annotations, type), valid is null ? [x, y] : [x, y, valid]);
    }

    private static (Tensor, TargetLayout) Target(Tensor target, bool isIndex, ScalarType type, LossOptions options)
    {
        // Hard labels are counted the same in both ways.
        if (options.SoftLabels == SoftLabels.L1 && !isIndex && (target.is_floating_point() || options.LabelSmoothing > 0))
        {
            return (target.to_type(type).contiguous(), TargetLayout.SoftNumbers);
        }

        var isByte = target.dtype is ScalarType.Byte or ScalarType.Bool;
        return (isIndex, isByte) switch
        {
            (true, true) => (target.contiguous(), TargetLayout.ByteIndices),
            (true, false) => (target.to_type(ScalarType.Int64).contiguous(), TargetLayout.LongIndices),
            (false, true) => (target.contiguous(), TargetLayout.Bytes),
            _ => (target.to_type(type).contiguous(), TargetLayout.Numbers),
        };
    }
}
