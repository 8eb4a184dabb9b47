using System.Runtime.InteropServices;
using LossDsl.Cuda.Native;
using LossDsl.Kernels.Memory;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Distances;

/// <summary>Exact distances on a CUDA device, without a copy to the host: one launch for each axis.</summary>
internal static class DeviceDistances
{
    private const int Threads = 256;

    private static readonly Lazy<string> Source = new(static () => DeviceText.Read("Numbers") + DeviceText.Read("Distances"));

    /// <summary>Returns whether distances of this mask are computed on its device.</summary>
    public static bool Takes(Tensor mask) => mask.device_type == DeviceType.CUDA || CudaLibraries.TakesCpuTensors;

    /// <summary>Computes the distance of each pixel to the other side of the boundary, 0 in planes without one.</summary>
    /// <param name="foreground">[planes, pixels], bool, contiguous.</param>
    /// <param name="grid">The grid of one plane.</param>
    /// <returns>[planes, pixels], float64.</returns>
    /// <exception cref="CudaUnavailableException">The driver, the compiler or the device is missing.</exception>
    public static Tensor Compute(Tensor foreground, Grid grid)
    {
        var index = Math.Max(foreground.device_index, 0);
        var kernel = CudaLibraries.GetDevice(index).Load(Source.Value, "distance maps").GetKernel("distanceAlongAxis");
        var stream = foreground.device_type == DeviceType.CUDA ? CudaStream.Current(index) : 0;
        Tensor? squares = null;
        for (var axis = 0; axis < grid.Lengths.Length; axis++)
        {
            var next = empty(foreground.shape, float64, foreground.device);
            var arguments = new Axis(
                NativeTensor.Address(foreground), squares is null ? 0 : NativeTensor.Address(squares), NativeTensor.Address(next), foreground.numel(), grid.Lengths[axis], grid.Stride(axis), grid.Spacing[axis],
                axis == 0 ? 1 : 0, axis == grid.Lengths.Length - 1 ? 1 : 0);
            kernel.Launch((foreground.numel() + Threads - 1) / Threads, Threads, 0, MemoryMarshal.AsBytes(new ReadOnlySpan<Axis>(ref arguments)), stream);
            squares = next;
        }

        GC.KeepAlive(foreground);
        return squares!;
    }

    // The layout of Axis in Cuda/Device/Distances.cuh, which describes the members.
    private readonly record struct Axis(nint Mask, nint From, nint To, long Count, long Length, long Stride, double Step, long IsFirst, long IsLast);
}
