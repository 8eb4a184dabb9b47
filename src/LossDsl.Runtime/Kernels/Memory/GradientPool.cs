using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace LossDsl.Kernels.Memory;

/// <summary>
/// Rents gradient tensors whose memory is reused. libtorch calls back when the last tensor, view or graph that refers to the memory is gone, and only then the memory returns
/// to the pool. A caller that keeps a gradient therefore never sees it change.
/// </summary>
internal static unsafe class GradientPool
{
    /// <summary>Creates a contiguous CPU tensor with undefined contents.</summary>
    /// <param name="shape">Shape of the tensor.</param>
    /// <param name="type">float32 or float64.</param>
    public static Tensor Rent(long[] shape, ScalarType type)
    {
        var size = (nint)(shape.Aggregate(1L, static (count, length) => count * length) * (type == ScalarType.Float64 ? sizeof(double) : sizeof(float)));
        return size < ReusedMemory.Smallest ? empty(shape, type) : NativeTensor.Over(ReusedMemory.Take(size), shape, type, &Release);
    }

    [UnmanagedCallersOnly]
    private static void Release(nint address) => ReusedMemory.Return(address);
}
