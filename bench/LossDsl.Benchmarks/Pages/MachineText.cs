using System.Globalization;
using LossDsl.Benchmarks.Results;
using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Pages;

/// <summary>Writes the sentences about the machine of the figures: processor, clock, versions, floor, and whether other processes shared the machine.</summary>
internal static class MachineText
{
    /// <summary>Returns the sentences.</summary>
    public static string Write(RunResults figures)
    {
        var p = figures.Probes;
        var shared = p.Load > 1.5 * p.Cores
            ? string.Create(CultureInfo.InvariantCulture, $" The machine was shared: {p.Load:F0} processes wanted its {p.Cores} cores at the end of the run. Times are those of the quietest moments, and ratios of them are rough.")
            : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{p.Processor}, {p.Cores} cores at {p.Clock:F1} GHz, {p.Vectors} lanes, {p.Framework}, {p.Threads} threads. Three streams of 8×1×1024² float32 take {Table.Number(figures.Floor(ProblemSize.Large))} ms.{shared}");
    }
}
