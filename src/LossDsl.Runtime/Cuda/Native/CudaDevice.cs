using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace LossDsl.Cuda.Native;

/// <summary>A CUDA device, with the programs that are loaded on it.</summary>
internal sealed unsafe class CudaDevice
{
    private readonly ProgramCompiler compiler;
    private readonly PrimaryContext context;
    private readonly ConcurrentDictionary<string, Lazy<CudaModule>> modules = new();

    internal CudaDevice(Driver driver, Nvrtc nvrtc, DiskCache cache, int index)
    {
        int device;
        var error = driver.DeviceGet(&device, index);
        if (error != 0)
        {
            throw new CudaUnavailableException($"The CUDA driver has no device {index}: {driver.ErrorName(error)}, {driver.ErrorText(error)}.", "Choose a device that 'nvidia-smi -L' lists.");
        }

        var capability = (10 * Attribute(driver, device, 75)) + Attribute(driver, device, 76);
        (Architecture, Multiprocessors, SharedMemoryLimit, NvrtcVersion) = ($"sm_{capability}", Attribute(driver, device, 16), Attribute(driver, device, 97), nvrtc.Version);
        context = new(driver, device);
        compiler = new(nvrtc, CudaArchitecture.Choose(capability, nvrtc.Version, nvrtc.Architectures), cache);
    }

    /// <summary>Architecture: sm_90 for compute capability 9.0.</summary>
    public string Architecture { get; }

    /// <summary>Number of multiprocessors.</summary>
    public int Multiprocessors { get; }

    /// <summary>Bytes of shared memory that a block can have.</summary>
    public int SharedMemoryLimit { get; }

    /// <summary>Version of the compiler.</summary>
    public Version NvrtcVersion { get; }

    /// <summary>Returns a program, compiled and loaded. The same source gives the same module, and fails with the same exception.</summary>
    /// <param name="source">Source in CUDA C++.</param>
    /// <param name="loss">Name of the loss, for messages.</param>
    /// <exception cref="CudaCompileException">The compiler refuses the source.</exception>
    /// <exception cref="CudaException">The driver refuses the program.</exception>
    /// <exception cref="CudaUnavailableException">Compiler and driver do not fit each other.</exception>
    public CudaModule Load(string source, string loss)
    {
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(source)));
        try
        {
            return modules.GetOrAdd(key, _ => new(() => CudaModule.Load(context, compiler, source, loss))).Value;
        }
        catch (CudaException)
        {
            // The driver may have memory for it the next time.
            modules.TryRemove(key, out _);
            throw;
        }
    }

    private static int Attribute(Driver driver, int device, int number)
    {
        int value;
        return driver.DeviceGetAttribute(&value, number, device) == 0 ? value : 0;
    }
}
