using LossDsl.Inputs;
using static TorchSharp.torch;

namespace LossDsl.Cuda;

/// <summary>Tensors of a call in the form that kernels read: contiguous and in a type that kernels know. Tensors that already have this form are not copied.</summary>
/// <param name="Logits">Logits, [B, C, ...].</param>
/// <param name="Target">Target: the shape of the logits, or class indices.</param>
/// <param name="Valid">Mask of valid pixels, bool, [B, 1 or C, ...]; null if there is none.</param>
/// <param name="HoldsIndices">Whether the target holds class indices.</param>
/// <param name="UsesL1Counts">Whether soft counts are computed from |p - y|.</param>
internal sealed record CudaInputs(Tensor Logits, Tensor Target, Tensor? Valid, bool HoldsIndices, bool UsesL1Counts)
{
    // Types of masks that kernels read as they are.
    private static readonly ScalarType[] Numbers = [ScalarType.Float32, ScalarType.Float64, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Byte, ScalarType.Bool];

    /// <summary>Converts the tensors of a call. The current dispose scope owns new tensors.</summary>
    public static CudaInputs Prepare(Tensor logits, Tensor target, LossOptions options, TargetAnnotations annotations)
    {
        var holdsIndices = TargetShape.IsIndices(logits, target);
        var isByte = target.dtype is ScalarType.Byte or ScalarType.Bool;
        var y = holdsIndices ? (isByte ? target : target.to_type(ScalarType.Int64)) : Numbers.Contains(target.dtype) ? target : target.to_type(ScalarType.Float32);
        return new(logits.detach().contiguous(), y.detach().contiguous(), ValidPixels.Expanded(logits, annotations), holdsIndices, options.UsesL1Counts(holdsIndices, target.is_floating_point()));
    }
}
