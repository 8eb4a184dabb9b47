using System.Globalization;
using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Probes;

/// <summary>By how much a call raises the memory of the process, at most. Linux alone tells.</summary>
internal static class PeakMemory
{
    /// <summary>Bytes; not a number elsewhere.</summary>
    public static double Measure(Subject subject) => OperatingSystem.IsLinux()
        // What is freed goes back to the system at once, so that it counts again.
        ? double.Parse(Child.Run(["memory", subject.Key], ("MALLOC_MMAP_THRESHOLD_", "65536"), ("MALLOC_TRIM_THRESHOLD_", "65536")), CultureInfo.InvariantCulture)
        : double.NaN;

    /// <summary>In the child.</summary>
    public static string Answer(Subject subject)
    {
        var compute = subject.Prepare();
        compute().Dispose();

        // Held, so that the next call cannot have its memory.
        using var held = compute();
        GC.Collect();
        GC.WaitForPendingFinalizers();

        // Lowers the high-water mark to what is resident now.
        File.WriteAllText("/proc/self/clear_refs", "5");
        var before = HighWaterMark();
        compute().Dispose();
        return (HighWaterMark() - before).ToString(CultureInfo.InvariantCulture);
    }

    private static long HighWaterMark()
    {
        var line = File.ReadLines("/proc/self/status").Single(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.AsSpan(6, line.Length - 9), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
    }
}
