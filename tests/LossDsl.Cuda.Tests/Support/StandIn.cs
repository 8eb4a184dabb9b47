using System.Runtime.InteropServices;

namespace LossDsl.Cuda.Tests.Support;

/// <summary>The stand-in for NVRTC and the driver: kernels run on the processor, and device memory is the host's.</summary>
internal static unsafe class StandIn
{
    private static readonly Lazy<string> Built = new(StandInBuild.Run);
    private static readonly Lazy<nint> Handle = new(static () => NativeLibrary.Load(Built.Value));

    /// <summary>Path of the library, which is both NVRTC and the driver.</summary>
    public static string Library => Built.Value;

    /// <summary>Bytes that kernels have read since <see cref="Reset"/>, as far as they count.</summary>
    public static ulong Loads => ((delegate* unmanaged<ulong>)Export("standin_loads"))();

    /// <summary>Bytes that kernels have written since <see cref="Reset"/>, as far as they count.</summary>
    public static ulong Stores => ((delegate* unmanaged<ulong>)Export("standin_stores"))();

    /// <summary>Launches since <see cref="Reset"/>.</summary>
    public static ulong Launches => ((delegate* unmanaged<ulong>)Export("standin_launches"))();

    /// <summary>Programs that NVRTC was asked to compile in this process.</summary>
    public static int Compilations => ((delegate* unmanaged<int>)Export("standin_compilations"))();

    /// <summary>Puts the stand-in in the place of NVRTC and driver until the result is disposed.</summary>
    /// <param name="cacheFolder">Folder of the cache of compiled programs; null for no such cache.</param>
    public static IDisposable Use(string? cacheFolder = null) => CudaLibraries.Use(Library, Library, cacheFolder);

    /// <summary>Sets bytes and launches to 0.</summary>
    public static void Reset() => ((delegate* unmanaged<void>)Export("standin_reset"))();

    /// <summary>Sets the order of blocks, warps and threads: 0 as they are, 1 from the last to the first, else random.</summary>
    public static void SetSeed(uint seed) => ((delegate* unmanaged<uint, void>)Export("standin_set_seed"))(seed);

    /// <summary>Makes approximate functions wrong by their documented largest error.</summary>
    /// <param name="kind">0 not, 1 upwards, -1 downwards, 2 by a sign that depends on argument and seed.</param>
    /// <param name="seed">Seed of the signs.</param>
    public static void SetPerturbation(int kind, uint seed = 0) => ((delegate* unmanaged<int, uint, void>)Export("standin_set_perturbation"))(kind, seed);

    /// <summary>Ends the state after an error that a driver keeps for ever.</summary>
    public static void Recover() => ((delegate* unmanaged<void>)Export("standin_recover"))();

    /// <summary>Sets what cuInit returns.</summary>
    public static void SetStartError(int error) => Set("standin_set_start_error", error);

    /// <summary>Sets the compute capability of the device: 90 for 9.0.</summary>
    public static void SetCapability(int capability) => Set("standin_set_capability", capability);

    /// <summary>Sets the version of NVRTC.</summary>
    public static void SetVersion(int major, int minor) => ((delegate* unmanaged<int, int, void>)Export("standin_set_version"))(major, minor);

    private static void Set(string name, int value) => ((delegate* unmanaged<int, void>)Export(name))(value);

    private static nint Export(string name) => NativeLibrary.GetExport(Handle.Value, name);
}
