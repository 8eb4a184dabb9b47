using System.Collections.Concurrent;

namespace LossDsl.Cuda.Native;

/// <summary>Driver, compiler and devices that belong together. Each is looked for once; what is missing stays missing.</summary>
internal sealed class CudaSession(Func<Driver> driver, Func<Nvrtc> nvrtc, DiskCache cache)
{
    private readonly Lazy<Driver> driver = new(driver);
    private readonly Lazy<Nvrtc> nvrtc = new(nvrtc);
    private readonly ConcurrentDictionary<int, Lazy<CudaDevice>> devices = new();

    /// <summary>Cache of compiled programs on the disk.</summary>
    public DiskCache Cache => cache;

    /// <summary>Returns a device.</summary>
    /// <param name="index">Index of the device, from 0.</param>
    /// <exception cref="CudaUnavailableException">The driver, the device or the compiler is missing.</exception>
    public CudaDevice GetDevice(int index) =>
        devices.GetOrAdd(index, static (i, session) => new(() => new CudaDevice(session.driver.Value, session.nvrtc.Value, session.Cache, i)), this).Value;
}
