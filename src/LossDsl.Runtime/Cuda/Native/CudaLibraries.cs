namespace LossDsl.Cuda.Native;

/// <summary>Libraries, devices and modules of this process. Tests put others in their place for a while.</summary>
internal static class CudaLibraries
{
    private static volatile CudaSession current = new(static () => new(DriverLibrary.Load()), static () => NvrtcLibrary.Load(), DiskCache.OfUser);

    /// <summary>Whether tensors of the CPU count as tensors of a CUDA device: tests run kernels on a stand-in, whose memory is the host's.</summary>
    internal static bool TakesCpuTensors { get; set; }

    /// <summary>The libraries in use.</summary>
    public static CudaSession Current => current;

    /// <summary>Returns a device.</summary>
    /// <param name="index">Index of the device, from 0.</param>
    /// <exception cref="CudaUnavailableException">The driver, the device or the compiler is missing.</exception>
    public static CudaDevice GetDevice(int index) => Current.GetDevice(index);

    /// <summary>Takes the named libraries until the result is disposed. Nothing that was found or compiled before is used meanwhile.</summary>
    /// <param name="nvrtcPath">Path of NVRTC, which need not exist.</param>
    /// <param name="driverPath">Path of the driver, which need not exist.</param>
    /// <param name="cacheFolder">Folder of the cache of compiled programs; null for no such cache.</param>
    public static IDisposable Use(string nvrtcPath, string driverPath, string? cacheFolder = null)
    {
        var before = current;
        current = new(() => new(DriverLibrary.Load([driverPath])), () => NvrtcLibrary.Load([nvrtcPath]), new(() => cacheFolder));
        return new Replaced(before);
    }

    private sealed class Replaced(CudaSession before) : IDisposable
    {
        public void Dispose() => current = before;
    }
}
