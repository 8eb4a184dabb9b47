using System.Runtime.InteropServices;

namespace LossDsl.Cuda.Native;

/// <summary>Finds the library of the CUDA driver.</summary>
internal static class DriverLibrary
{
    private static string[] Names => OperatingSystem.IsWindows() ? ["nvcuda.dll"] : ["libcuda.so.1"];

    /// <summary>Loads the driver that belongs to the system.</summary>
    /// <exception cref="CudaUnavailableException">There is none.</exception>
    public static nint Load() => Load(Names);

    /// <summary>Loads the first of the named libraries that there is.</summary>
    /// <exception cref="CudaUnavailableException">There is none.</exception>
    public static nint Load(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out var library))
            {
                return library;
            }
        }

        throw new CudaUnavailableException($"The CUDA driver was not found ({string.Join(", ", names)}).", "Install NVIDIA's driver for this GPU.");
    }
}
