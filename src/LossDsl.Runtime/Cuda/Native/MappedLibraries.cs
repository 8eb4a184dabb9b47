using System.ComponentModel;
using System.Diagnostics;

namespace LossDsl.Cuda.Native;

/// <summary>Native libraries that are in the memory of this process.</summary>
internal static class MappedLibraries
{
    /// <summary>Returns the path of a mapped library whose file name satisfies a condition, or null.</summary>
    public static string? Find(Func<string, bool> isNamed)
    {
        try
        {
            using var process = Process.GetCurrentProcess();
            return process.Modules.Cast<ProcessModule>().Select(static m => m.FileName).FirstOrDefault(path => isNamed(Path.GetFileName(path)));
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Returns the path of libtorch's CUDA library, or null if it is not mapped.</summary>
    public static string? FindTorchCuda() => Find(static name => name is "libtorch_cuda.so" or "torch_cuda.dll");
}
