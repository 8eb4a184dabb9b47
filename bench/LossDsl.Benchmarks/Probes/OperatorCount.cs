using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Probes;

/// <summary>
/// Counts the operators that libtorch dispatches in one call of a loss, forward and backward, with views and the arithmetic of regions. Linux on x86-64 with gcc only: a small library,
/// loaded before libtorch, counts them.
/// </summary>
internal static class OperatorCount
{
    private static readonly Lazy<string?> Counter = new(Build);

    /// <summary>Returns the number of operators; NaN where they cannot be counted.</summary>
    public static double Measure(Subject subject) => Counter.Value is { } library
        ? double.Parse(ProbeProcess.Run(["operators", subject.Key], ("LD_PRELOAD", library)), CultureInfo.InvariantCulture)
        : double.NaN;

    /// <summary>Counts one call within the child process and returns the number as invariant text.</summary>
    public static unsafe string Answer(Subject subject)
    {
        var count = (delegate* unmanaged<long>)NativeLibrary.GetExport(NativeLibrary.Load(Environment.GetEnvironmentVariable("LD_PRELOAD")!), "countOperators");
        var compute = subject.Prepare();

        // The first call also makes what later ones reuse.
        compute().Dispose();
        var before = count();
        compute().Dispose();
        return (count() - before).ToString(CultureInfo.InvariantCulture);
    }

    private static string? Build()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return null;
        }

        var library = Path.Combine(Directory.CreateTempSubdirectory("operators").FullName, "liboperators.so");
        try
        {
            using var compiler = Process.Start("gcc", ["-O1", "-shared", "-fPIC", "-o", library, Path.Combine(AppContext.BaseDirectory, "operators.c"), "-ldl"]);
            compiler.WaitForExit();
            return compiler.ExitCode == 0 ? library : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
