using System.Runtime.InteropServices;

namespace LossDsl.Cuda.Native;

/// <summary>Finds functions of a native library by name.</summary>
internal static class NativeFunction
{
    /// <summary>Returns the address of a function.</summary>
    /// <param name="library">Handle of the library.</param>
    /// <param name="name">Exported name.</param>
    /// <exception cref="CudaUnavailableException">The library has no such function: it is too old, or another library.</exception>
    public static nint Find(nint library, string name) => NativeLibrary.TryGetExport(library, name, out var function)
        ? function
        : throw new CudaUnavailableException($"The CUDA library that was found has no function {name}.", $"Kernels need a driver and an NVRTC of CUDA 11.2 or newer; the environment variable {CudaVariables.Nvrtc} chooses the latter.");
}
