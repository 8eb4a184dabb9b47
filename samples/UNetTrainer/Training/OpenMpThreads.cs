using System.Runtime.InteropServices;

namespace UNetTrainer.Training;

/// <summary>
/// Threads of libtorch. Between two operations they wait busily unless told otherwise: on a machine with other work, where a thread waits for one that does not run, an epoch of 0.3 s takes 10 s.
/// </summary>
internal static class OpenMpThreads
{
    private const string Waiting = "OMP_WAIT_POLICY";

    /// <summary>Makes idle threads sleep. This must come before the first use of libtorch, which reads the environment when it is loaded. What the user has set stays.</summary>
    public static void WaitPassively()
    {
        if (Environment.GetEnvironmentVariable(Waiting) is not null || Environment.GetEnvironmentVariable("GOMP_SPINCOUNT") is not null)
        {
            return;
        }

        Environment.SetEnvironmentVariable(Waiting, "passive");
        if (!OperatingSystem.IsWindows())
        {
            // .NET keeps an environment of its own there, which native libraries do not see.
            _ = SetNative(Waiting, "passive", 0);
        }
    }

    /// <summary>Sets the number of threads; null leaves it as it is.</summary>
    public static void Use(int? threads)
    {
        if (threads is { } count)
        {
            TorchSharp.torch.set_num_threads(count);
        }
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetNative(string name, string value, int overwrite);
}
