using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace LossDsl.Kernels.Memory;

/// <summary>
/// Gradients in memory that is used again. libtorch tells when the last tensor, view or graph that refers to it is gone, and only then it comes back here: who keeps a gradient
/// never sees it change.
/// </summary>
internal static unsafe class GradientPool
{
    /// <summary>A tensor whose numbers are whatever stands in its memory.</summary>
    public static Tensor Rent(long[] shape, ScalarType type)
    {
        var size = (nint)(shape.Aggregate(1L, static (count, length) => count * length) * (type == ScalarType.Float64 ? sizeof(double) : sizeof(float)));
        return size < ReusedMemory.Smallest ? empty(shape, type) : NativeTensor.Over(ReusedMemory.Take(size), shape, type, &Release);
    }

    [UnmanagedCallersOnly]
    private static void Release(nint address) => ReusedMemory.Return(address);
}
