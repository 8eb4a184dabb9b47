using LossDsl.CompilerServices;
using LossDsl.Kernels.Memory;
using static TorchSharp.torch;

namespace LossDsl.Fused;

/// <summary>Computes a field by tensor operations: copies stored fields to tensors and the result back.</summary>
internal static class FieldTensors
{
    /// <summary>Computes a field.</summary>
    /// <param name="compute">Computes the tensor of the field from those of the stored fields. It has one class if all classes have the same values.</param>
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
        Tensor[] tensors = [.. stored.Select(_ => empty(shape, type))];
        for (var i = 0; i < tensors.Length; i++)
        {
            Copy(stored[i].Address(images.Start.Value, 0, 0), NativeTensor.Address(tensors[i]), tensors[i]);
        }

        var computed = compute(tensors).expand(shape).contiguous();
        Copy(NativeTensor.Address(computed), result.Address(images.Start.Value, 0, 0), computed);
    }

    private static unsafe void Copy(nint source, nint destination, Tensor size)
    {
        var bytes = size.numel() * size.element_size();
        Buffer.MemoryCopy((void*)source, (void*)destination, bytes, bytes);
    }
}
