namespace LossDsl.Cuda.Native;

/// <summary>Paths and names under which NVRTC can lie.</summary>
internal static class NvrtcPlaces
{
    private static readonly string[] SystemNames = OperatingSystem.IsWindows()
        ? ["nvrtc64_130_0.dll", "nvrtc64_120_0.dll", "nvrtc64_112_0.dll"]
        : ["libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so.11.2"];

    /// <summary>Returns paths and names in the order in which they are tried: beside libtorch, in Python's packages, where the system looks.</summary>
    public static IReadOnlyList<string> Find() =>
        MappedLibraries.FindTorchCuda() is { } torch ? [.. Folders(Path.GetDirectoryName(torch)!).SelectMany(FindIn), .. SystemNames] : SystemNames;

    /// <summary>Returns the compilers in a folder, the newest first.</summary>
    public static IEnumerable<string> FindIn(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*nvrtc*").Where(static f => IsCompiler(Path.GetFileName(f))).OrderDescending(StringComparer.Ordinal)
        : [];

    /// <summary>Returns the paths of the built-in functions beside a compiler, in the order in which they are tried.</summary>
    /// <param name="compiler">Path of the compiler, or the name under which the system has found it.</param>
    /// <param name="version">Version of the compiler.</param>
    public static IEnumerable<string> FindBuiltins(string compiler, Version version)
    {
        var file = Path.GetFileName(compiler);
        var path = Path.IsPathRooted(compiler) ? compiler : MappedLibraries.Find(name => name.StartsWith(file, StringComparison.OrdinalIgnoreCase));
        return Path.GetDirectoryName(path) is { Length: > 0 } folder
            ? [Path.Combine(folder, BuiltinsName(version)), Path.Combine(folder, "libnvrtc-builtins.so")]
            : [];
    }

    /// <summary>Returns the file name under which a compiler looks for its built-in functions.</summary>
    public static string BuiltinsName(Version version) =>
        OperatingSystem.IsWindows() ? $"nvrtc-builtins64_{version.Major}{version.Minor}.dll" : $"libnvrtc-builtins.so.{version.Major}.{version.Minor}";

    // The folder of libtorch, and those of the wheels that Python's libtorch comes with.
    private static IEnumerable<string> Folders(string torch) =>
        [torch, Path.Combine(torch, "..", "..", "nvidia", "cu13", "lib"), Path.Combine(torch, "..", "..", "nvidia", "cuda_nvrtc", "lib")];

    // libtorch's own file has a hash in its name: libnvrtc-2bb82d1a.so.12. Files with ".alt" are for programs that Windows cannot unload.
    private static bool IsCompiler(string name) =>
        (name.StartsWith("libnvrtc", StringComparison.Ordinal) && name.Contains(".so.1", StringComparison.Ordinal)
            || name.StartsWith("nvrtc64_", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
        && !name.Contains("builtins", StringComparison.Ordinal) && !name.Contains(".alt.", StringComparison.Ordinal);
}
