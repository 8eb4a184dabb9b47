using TorchSharp;
using UNetTrainer.Errors;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>Where to train.</summary>
internal enum DeviceChoice
{
    /// <summary>On a CUDA device if there is one, else on the CPU.</summary>
    Auto,

    /// <summary>On the CPU.</summary>
    Cpu,

    /// <summary>On a CUDA device, or not at all.</summary>
    Cuda,
}

/// <summary>Opens the device that was chosen.</summary>
internal static class Devices
{
    /// <exception cref="InputException">CUDA was asked for and is not there.</exception>
    public static Device Open(DeviceChoice choice)
    {
        if (choice == DeviceChoice.Cpu)
        {
            return CPU;
        }

        // Asked first of all of libtorch: it looks for its CUDA part once, when first used.
        return (cuda.is_available(), choice) switch
        {
            (true, _) => CUDA,
            (false, DeviceChoice.Auto) => CPU,
            _ => throw new InputException("--device cuda: no CUDA device is available (no GPU, no driver, or a build against the CPU libtorch). Use --device auto or cpu, or build for CUDA as the README says."),
        };
    }
}
