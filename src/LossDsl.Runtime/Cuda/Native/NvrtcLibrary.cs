using System.Runtime.InteropServices;

namespace LossDsl.Cuda.Native;

/// <summary>Finds NVRTC, the run-time compiler of CUDA, and its library of built-in functions.</summary>
internal static class NvrtcLibrary
{
    private const string Remedy =
        $"Reference TorchSharp-cuda-linux or TorchSharp-cuda-windows, which bring it, or put its path into the environment variable {CudaVariables.Nvrtc}.";

    /// <summary>Loads the compiler that belongs to libtorch or to the system.</summary>
    /// <exception cref="CudaUnavailableException">There is none.</exception>
    public static Nvrtc Load()
    {
        var named = Environment.GetEnvironmentVariable(CudaVariables.Nvrtc);
        return string.IsNullOrEmpty(named) ? Load(NvrtcPlaces.Find()) : Load([named], $" {CudaVariables.Nvrtc} names it.");
    }

    /// <summary>Loads the first of the named libraries that there is, and the built-in functions beside it.</summary>
    /// <param name="names">Paths, or names that the system looks up.</param>
    /// <param name="source">Sentence that tells where the names come from, or nothing.</param>
    /// <exception cref="CudaUnavailableException">There is none, or it does not find its built-in functions.</exception>
    public static Nvrtc Load(IReadOnlyList<string> names, string source = "")
    {
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out var library))
            {
                return WithBuiltins(new(library), name);
            }
        }

        throw new CudaUnavailableException($"NVRTC, the run-time compiler of CUDA, was not found ({string.Join(", ", names)}).{source}", Remedy);
    }

    // NVRTC looks for the built-in functions by a name with the version, which the file beside it does not have in every package. Once the file is mapped, NVRTC finds it by its own name.
    private static Nvrtc WithBuiltins(Nvrtc nvrtc, string name)
    {
        var builtins = NvrtcPlaces.BuiltinsName(nvrtc.Version);
        _ = NvrtcPlaces.FindBuiltins(name, nvrtc.Version).Any(static path => NativeLibrary.TryLoad(path, out _));
        return NativeLibrary.TryLoad(builtins, out _) || nvrtc.HasBuiltins() ? nvrtc : throw CreateBuiltinsException(nvrtc.Version);
    }

    /// <summary>Creates the exception for a compiler without its built-in functions.</summary>
    public static CudaUnavailableException CreateBuiltinsException(Version version) => new(
        $"NVRTC {version} does not find its library of built-in functions ({NvrtcPlaces.BuiltinsName(version)}).",
        $"Put that file beside NVRTC, or put the path of a complete NVRTC into the environment variable {CudaVariables.Nvrtc}.");
}
