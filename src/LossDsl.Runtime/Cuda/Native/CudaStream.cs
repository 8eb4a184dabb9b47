using System.Runtime.InteropServices;

namespace LossDsl.Cuda.Native;

/// <summary>Asks libtorch for its current stream, on which tensors of the calling thread are computed.</summary>
internal static unsafe class CudaStream
{
    private static readonly Lazy<nint> Function = new(Find);

    /// <summary>Returns the current stream of the calling thread, a CUstream. It is 0, the default stream, which is libtorch's own default, where libtorch cannot be asked.</summary>
    /// <param name="deviceIndex">Index of the device, from 0.</param>
    public static nint Current(int deviceIndex)
    {
        nint stream = 0;
        return Function.Value != 0 && ((delegate* unmanaged<int, nint*, int>)Function.Value)(deviceIndex, &stream) == 0 ? stream : 0;
    }

    // Mapped before the first tensor on a device exists. From PyTorch's stable interface (torch/csrc/inductor/aoti_torch/c/shim.h).
    private static nint Find() =>
        MappedLibraries.FindTorchCuda() is { } path && NativeLibrary.TryLoad(path, out var library) && NativeLibrary.TryGetExport(library, "aoti_torch_get_current_cuda_stream", out var function)
            ? function
            : 0;
}
