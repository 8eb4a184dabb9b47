using System.Collections.Concurrent;
using System.Diagnostics;

namespace LossDsl.Cuda.Native;

/// <summary>Warnings that a process writes to its trace listeners once.</summary>
internal static class CudaNotice
{
    private static readonly ConcurrentDictionary<string, bool> Told = new();

    /// <summary>Writes a warning of one line, unless the same one was written before.</summary>
    /// <param name="reason">Reason and remedy.</param>
    public static void Once(string reason)
    {
        var line = reason.ReplaceLineEndings(" ");
        if (Told.TryAdd(line, true))
        {
            Trace.TraceWarning("LossDsl: " + line);
        }
    }

    /// <summary>Forgets the warnings that were written. For tests.</summary>
    internal static void Reset() => Told.Clear();
}
