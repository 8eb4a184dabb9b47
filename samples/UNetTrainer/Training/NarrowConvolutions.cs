using System.Runtime.InteropServices;

namespace UNetTrainer.Training;

/// <summary>
/// Protects narrow networks from a fault of libtorch 2.10: on processors with AVX, convolutions whose channels are no multiple of 16 read memory that nobody has written, and
/// a gradient can become infinite by it. The instructions of SSE 4.1, which narrow networks need not be faster than, are free of it.
/// </summary>
internal static class NarrowConvolutions
{
    private const int Multiple = 16;
    private const string Instructions = "ONEDNN_MAX_CPU_ISA";
    private const string Limit = "SSE41";

    /// <summary>Limits the instructions of convolutions if a network needs it. A limit that the user has set stays. Has to run before the first convolution of the process.</summary>
    /// <param name="width">Channels of the first level; deeper levels have multiples of it.</param>
    public static void Guard(int width)
    {
        if (width % Multiple == 0 || Environment.GetEnvironmentVariable(Instructions) is not null)
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Environment.SetEnvironmentVariable(Instructions, Limit);
        }
        else if (OperatingSystem.IsLinux())
        {
            // .NET keeps a copy of the environment, which native libraries do not see.
            _ = SetEnvironmentVariable(Instructions, Limit, overwrite: 0);
        }
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int SetEnvironmentVariable(string name, string value, int overwrite);
}
