using System.Runtime.InteropServices;
using LossDsl.CompilerServices;
using LossDsl.Kernels.Memory;
using static TorchSharp.torch;

namespace LossDsl.Fused;

/// <summary>Computes a field by operations on tensors over the memory of stored fields.</summary>
internal static unsafe class FieldTensors
{
    /// <summary>Computes a field.</summary>
    /// <param name="compute">
    /// Computes the tensor of the field from those of the stored fields, which must not be read after the call. It has one class if all classes have the same values.
    /// </param>
    /// <param name="stored">Fields that a pass stored.</param>
    /// <param name="result">Field that receives the result.</param>
    /// <param name="images">Images of the fields.</param>
    /// <param name="shape">Shape of the tensors, [B, C, ...], with B the number of those images.</param>
    /// <param name="isSingle">Whether fields are float32; otherwise they are float64.</param>
    public static void Compute(Func<Tensor[], Tensor> compute, IReadOnlyList<PixelField> stored, PixelField result, Range images, long[] shape, bool isSingle)
    {
        // Dispose scopes and the gradient mode belong to a thread, and this one may be a worker that has neither scope nor no_grad.
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var type = isSingle ? ScalarType.Float32 : ScalarType.Float64;
        View(result).copy_(compute([.. stored.Select(View)]));

        Tensor View(PixelField field) => NativeTensor.Over(field.Address(images.Start.Value, 0, 0), shape, type, &Release);
    }

    // The group of images owns the memory.
    [UnmanagedCallersOnly]
    private static void Release(nint address)
    {
    }
}
