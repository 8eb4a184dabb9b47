namespace LossDsl.Cuda.Native;

/// <summary>Target of a compilation: machine code (sm_90), or PTX (compute_90) for a device newer than the compiler, which the driver compiles on.</summary>
/// <param name="Name">Name in the option --gpu-architecture.</param>
/// <param name="IsPtx">Whether the result is PTX.</param>
internal sealed record CudaArchitecture(string Name, bool IsPtx)
{
    /// <summary>Returns the target for a device.</summary>
    /// <param name="capability">Compute capability of the device: 90 for 9.0.</param>
    /// <param name="nvrtc">Version of the compiler.</param>
    /// <param name="supported">Compute capabilities that the compiler has, ascending.</param>
    /// <exception cref="CudaUnavailableException">The device is older than all that the compiler has.</exception>
    public static CudaArchitecture Choose(int capability, Version nvrtc, IReadOnlyList<int> supported)
    {
        var older = supported.LastOrDefault(s => s <= capability);
        if (older == 0)
        {
            throw new CudaUnavailableException($"NVRTC {nvrtc} compiles for GPUs from sm_{supported[0]} on, and this one is sm_{capability}.",
                $"Put the path of an older NVRTC into the environment variable {CudaVariables.Nvrtc}.");
        }

        // Machine code runs on later devices of the same generation only.
        return older / 10 == capability / 10 ? new($"sm_{older}", false) : new($"compute_{older}", true);
    }
}
