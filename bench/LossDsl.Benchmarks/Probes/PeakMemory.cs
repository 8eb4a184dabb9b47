using System.Globalization;
using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Probes;

/// <summary>Measures by how many bytes one call of a loss raises the peak resident memory of a process. Linux only.</summary>
internal static class PeakMemory
{
    /// <summary>Returns the rise of the peak in bytes; NaN on systems other than Linux.</summary>
    public static double Measure(Subject subject) => OperatingSystem.IsLinux()
        // With these thresholds malloc returns freed memory to the system at once, so that memory allocated again counts again.
        ? double.Parse(ProbeProcess.Run(["memory", subject.Key], ("MALLOC_MMAP_THRESHOLD_", "65536"), ("MALLOC_TRIM_THRESHOLD_", "65536")), CultureInfo.InvariantCulture)
        : double.NaN;

    /// <summary>Measures one call within the child process and returns bytes as invariant text.</summary>
    public static string Answer(Subject subject)
    {
        var compute = subject.Prepare();
        compute().Dispose();

        // The result is held, so that the measured call cannot reuse its memory.
        using var held = compute();
        GC.Collect();
        GC.WaitForPendingFinalizers();

        // Writing 5 resets the high-water mark to the present resident memory.
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
