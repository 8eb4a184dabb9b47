using System.Diagnostics;
using System.Security.Cryptography;

namespace LossDsl.Cuda.Tests.Support;

/// <summary>Build of the stand-in by g++, in a folder beside the tests that is named by a hash of the sources.</summary>
internal static class StandInBuild
{
    // Of the programs: -O2 compiles longer than its code saves.
    private const string Optimization = "-O1";

    /// <summary>Version of the NVRTC that the stand-in stands for.</summary>
    public static readonly Version Version = new(12, 8);

    private static readonly string Sources = Path.Combine(AppContext.BaseDirectory, "StandInSources");

    /// <summary>Whether g++ is there and makes libraries that this system loads.</summary>
    public static bool IsPossible { get; } = OperatingSystem.IsLinux() && Programs.IsOnPath("g++");

    /// <summary>Builds the stand-in, unless it is there. Returns the path of the library.</summary>
    public static string Run()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "stand-in", Hash());
        var library = Path.Combine(folder, "libstandin.so");
        if (!File.Exists(library))
        {
            Build(folder, library);
        }

        return library;
    }

    // Other test processes may build at the same time: files are made aside and then take their names.
    private static void Build(string folder, string library)
    {
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        File.Copy(Path.Combine(Sources, "shim.h"), temporary);
        File.Move(temporary, Path.Combine(folder, "shim.h"), overwrite: true);

        // As in libtorch's packages: the file has no version in its name, and the version in its SONAME.
        Compile("-x", "c", "/dev/null", $"-Wl,-soname,{NvrtcPlaces.BuiltinsName(Version)}", "-o", temporary);
        File.Move(temporary, Path.Combine(folder, "libnvrtc-builtins.so"), overwrite: true);
        Compile(["-O2", "-std=c++17", "-Wall", "-fvisibility=hidden", $"-DSTANDIN_OPTIMIZATION=\"{Optimization}\"", .. Directory.GetFiles(Sources, "*.cpp"),
            "-ldl", "-lpthread", $"-Wl,-soname,{library}", "-o", temporary]);
        File.Move(temporary, library, overwrite: true);
    }

    private static void Compile(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("g++", ["-shared", "-fPIC", .. arguments]) { RedirectStandardError = true })!;
        var messages = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, messages);
    }

    private static string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(Sources).Order(StringComparer.Ordinal))
        {
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16] + Optimization;
    }
}
