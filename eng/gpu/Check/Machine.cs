using LossDsl.Cuda.Native;
using LossDsl.GpuCheck.Timing;
using TorchSharp;
using UNetTrainer.Training;
using static TorchSharp.torch;

namespace LossDsl.GpuCheck;

/// <summary>The machine that is checked: its device, its driver, and how calls are timed there.</summary>
internal sealed class Machine : IDisposable
{
    private Machine(Device device, GpuDriver? driver, bool isQuick)
    {
        (Device, Driver, IsQuick) = (device, driver, isQuick);
        Clock = driver is null ? new HostClock() : new CudaClock(driver);
    }

    /// <summary>Device of all tensors.</summary>
    public Device Device { get; }

    /// <summary>The CUDA driver; null on the CPU.</summary>
    public GpuDriver? Driver { get; }

    /// <summary>Whether sizes are small and repetitions few.</summary>
    public bool IsQuick { get; }

    /// <summary>Times calls.</summary>
    public IClock Clock { get; }

    /// <summary>Name of the device.</summary>
    public string Name => Driver?.Name ?? "CPU";

    /// <summary>Bytes of the cache between processors and memory that is shared by all; 32 MiB on the CPU.</summary>
    public long CacheSize => Driver?.CacheSize ?? (32 << 20);

    /// <summary>Opens a device.</summary>
    /// <param name="name">cuda or cpu.</param>
    /// <param name="isQuick">Whether sizes are small and repetitions few.</param>
    /// <param name="standIn">With cpu: library that stands in for NVRTC and the driver, and runs the CUDA kernels on the processor; null for the CPU's own kernels.</param>
    /// <exception cref="InvalidOperationException">libtorch has no CUDA device.</exception>
    public static Machine Open(string name, bool isQuick, string? standIn)
    {
        if (name == "cpu")
        {
            // The quick training has a narrow network, and other parts run convolutions before.
            NarrowConvolutions.Guard(1);
            Nnpack.Disable();
            if (standIn is not null)
            {
                CudaLibraries.TakesCpuTensors = true;
                CudaLibraries.Use(standIn, standIn);
            }

            return new(CPU, null, isQuick);
        }

        // The first call of libtorch, which looks for its CUDA part only once, at the first use.
        return cuda.is_available()
            ? new(CUDA, new(), isQuick)
            : throw new InvalidOperationException("libtorch finds no CUDA device. Does 'nvidia-smi' list one, and does LD_LIBRARY_PATH begin with the lib folder of a PyTorch for CUDA?");
    }

    /// <summary>Waits for the device.</summary>
    public void Synchronize()
    {
        if (Driver is not null)
        {
            cuda.synchronize();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => (Clock as IDisposable)?.Dispose();
}
