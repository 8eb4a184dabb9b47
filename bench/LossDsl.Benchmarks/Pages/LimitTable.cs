using System.Globalization;
using LossDsl.Benchmarks.Results;
using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Pages;

/// <summary>What the processor has to do for 16 pixels at 8×1×1024², and how long it takes: where a loss is slower than memory, this is why.</summary>
internal static class LimitTable
{
    private const int Lane = 16;

    public static string Write(Figures figures) => Table.Write(
        ["loss", "instructions", "divisions and roots", "on the stack", "calls", "cycles", "cycles of the floor"],
        AllSubjects.Flat.Select(loss => Row(figures, loss)));

    private static string[] Row(Figures figures, string loss)
    {
        var passes = figures.Probes.Instructions[loss];
        var cycles = Cycles(figures, figures.Of(Size.Large, loss, Contender.Fused));
        return
        [
            $"`{loss}`",
            Sum(static way => way.Count),
            Sum(static way => way.Divisions),
            Sum(static way => way.Stack),
            Sum(static way => way.Calls),
            Table.Number(cycles),
            Table.Number(Cycles(figures, figures.Floor(Size.Large))),
        ];

        string Sum(Func<Probes.Way, int> count) => passes.Count == 0 ? "–" : string.Join(" + ", passes.Select(p => Span(count(p.Shortest), count(p.Longest))));
    }

    private static string Span(int shortest, int longest) => string.Create(CultureInfo.InvariantCulture, $"{shortest}{(longest == shortest ? "" : $"..{longest}")}");

    // Of one core, while all of them work.
    private static double Cycles(Figures figures, double milliseconds) =>
        milliseconds * 1e6 * figures.Probes.Clock * figures.Probes.Threads / (Size.Large.Count / (double)Lane);
}
