using System.Collections.Concurrent;
using System.Diagnostics;

namespace LossDsl.Cuda.Native;

/// <summary>Warnings that a process writes to its trace listeners once.</summary>
internal static class CudaNotice
{
    private static readonly ConcurrentDictionary<string, bool> Told = new();

    /// <summary>Writes a warning of one line, unless one with the same reason was written before.</summary>
    /// <param name="reason">Reason and remedy.</param>
    /// <param name="detail">A further sentence, which can differ each time.</param>
    public static void Once(string reason, string detail = "")
    {
        if (Told.TryAdd(reason, true))
        {
            Trace.TraceWarning($"LossDsl: {reason} {detail}".ReplaceLineEndings(" ").TrimEnd());
        }
    }

    /// <summary>Forgets the warnings that were written. For tests.</summary>
    internal static void Reset() => Told.Clear();
}
