using System.Globalization;
using LossDsl.Benchmarks.Results;
using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Pages;

/// <summary>Writes the table of instructions and cycles for each lane of 16 pixels at 8×1×1024². The table explains why a loss is slower than memory.</summary>
internal static class InstructionTable
{
    private const int Lane = 16;

    /// <summary>Returns the table in Markdown, with a row for each loss of <see cref="AllSubjects.Flat"/>.</summary>
    public static string Write(RunResults figures) => Table.Write(
        ["loss", "instructions", "divisions and roots", "on the stack", "calls", "cycles", "cycles of the floor"],
        AllSubjects.Flat.Select(loss => Row(figures, loss)));

    private static string[] Row(RunResults figures, string loss)
    {
        var passes = figures.Probes.Instructions[loss];
        var cycles = Cycles(figures, figures.Milliseconds(ProblemSize.Large, loss, Contender.Fused));
        return
        [
            $"`{loss}`",
            PerPass(static way => way.Count),
            PerPass(static way => way.Divisions),
            PerPass(static way => way.Stack),
            PerPass(static way => way.Calls),
            Table.Number(cycles),
            Table.Number(Cycles(figures, figures.Floor(ProblemSize.Large))),
        ];

        string PerPass(Func<Probes.InstructionCounts, int> count) => passes.Count == 0 ? "–" : string.Join(" + ", passes.Select(p => Span(count(p.Shortest), count(p.Longest))));
    }

    private static string Span(int shortest, int longest) => string.Create(CultureInfo.InvariantCulture, $"{shortest}{(longest == shortest ? "" : $"..{longest}")}");

    // Cycles of one core for one lane, while all threads share the lanes.
    private static double Cycles(RunResults figures, double milliseconds) =>
        milliseconds * 1e6 * figures.Probes.Clock * figures.Probes.Threads / (ProblemSize.Large.Count / (double)Lane);
}
