using TorchSharp;
using UNetTrainer.Errors;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>Device that the user chooses for training.</summary>
internal enum DeviceChoice
{
    /// <summary>CUDA device if there is one, else the CPU.</summary>
    Auto,

    /// <summary>CPU.</summary>
    Cpu,

    /// <summary>CUDA device; an error if there is none.</summary>
    Cuda,
}

/// <summary>Opens the device that was chosen.</summary>
internal static class Devices
{
    /// <summary>Returns the device of a choice.</summary>
    /// <exception cref="InputException">The choice is CUDA, and there is no CUDA device.</exception>
    public static Device Open(DeviceChoice choice)
    {
        if (choice == DeviceChoice.Cpu)
        {
            return CPU;
        }

        // This must be the first call of libtorch, which looks for its CUDA part only once, at the first use.
        return (cuda.is_available(), choice) switch
        {
            (true, _) => CUDA,
            (false, DeviceChoice.Auto) => CPU,
            _ => throw new InputException("--device cuda: no CUDA device is available (no GPU, no driver, or a build against the CPU libtorch). Use --device auto or cpu, or build for CUDA as the README says."),
        };
    }
}
