using System.Globalization;
using LossDsl.Benchmarks.Results;
using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Pages;

/// <summary>What the processor has to do for 16 pixels at 8×1×1024², and how long it takes: where a loss is slower than memory, this is why.</summary>
internal static class LimitTable
{
    private const int Lane = 16;

    public static string Write(Figures figures) => Table.Write(
        ["loss", "instructions", "divisions and roots", "on the stack", "calls", "cycles", "instructions a cycle", "cycles of the floor"],
        AllSubjects.Flat.Select(loss => Row(figures, loss)));

    private static string[] Row(Figures figures, string loss)
    {
        var passes = figures.Probes.Instructions[loss];
        var cycles = Cycles(figures, figures.Of(Size.Large, loss, Contender.Fused));
        return
        [
            $"`{loss}`",
            Sum(static p => p.Count),
            Sum(static p => p.Divisions),
            Sum(static p => p.Stack),
            Sum(static p => p.Calls),
            Table.Number(cycles),
            Table.Number(passes.Sum(static p => p.Count) / cycles),
            Table.Number(Cycles(figures, figures.Floor(Size.Large))),
        ];

        string Sum(Func<Probes.Instructions, int> count) => string.Join(" + ", passes.Select(p => count(p).ToString(CultureInfo.InvariantCulture)));
    }

    // Of one core, while all work.
    private static double Cycles(Figures figures, double milliseconds) =>
        milliseconds * 1e6 * figures.Probes.Clock * figures.Probes.Threads / (Size.Large.Count / (double)Lane);
}
