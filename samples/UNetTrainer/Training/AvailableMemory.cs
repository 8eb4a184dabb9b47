using System.Globalization;

namespace UNetTrainer.Training;

/// <summary>Memory that a process can still get: what the system has, and what its container may use.</summary>
internal static class AvailableMemory
{
    private const string System = "/proc/meminfo";
    private const string ContainerLimit = "/sys/fs/cgroup/memory.max";
    private const string ContainerUse = "/sys/fs/cgroup/memory.stat";

    /// <summary>Number of bytes, swap included. Cached files do not count as used: the system gives their memory away.</summary>
    public static double Bytes
    {
        get
        {
            if (!File.Exists(System))
            {
                return GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
            }

            var free = 1024 * (Number(System, "MemAvailable:") + Number(System, "SwapFree:"));
            return File.Exists(ContainerLimit) && double.TryParse(File.ReadAllText(ContainerLimit), CultureInfo.InvariantCulture, out var limit)
                ? Math.Min(free, limit - Number(ContainerUse, "anon "))
                : free;
        }
    }

    private static double Number(string path, string name) => File.Exists(path) && File.ReadLines(path).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal)) is { } line
        ? double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
        : 0;
}
