using LossDsl.Benchmarks.Results;
using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Pages;

/// <summary>Writes the table of generated tensor operations beside the naive form: time and peak memory of value and gradient, as multiples of the naive form's.</summary>
internal static class TensorTable
{
    private static readonly ProblemSize[] Sizes = [ProblemSize.Large, ProblemSize.Classes];

    /// <summary>Returns the table in Markdown.</summary>
    public static string Write(RunResults figures) => Table.Write(
        ["tensor operations, × naive", .. Sizes.SelectMany(static size => new[] { $"{size.Title}, time", "memory" })],
        AllSubjects.TensorLosses(ProblemSize.Classes).Select(loss => (string[])[$"`{loss}`", .. Sizes.SelectMany(size => Cells(figures, size, loss))]));

    private static string[] Cells(RunResults figures, ProblemSize size, string loss) =>
    [
        Table.Ratio(figures.Milliseconds(size, loss, Contender.Tensors), figures.Milliseconds(size, loss, Contender.Naive)),
        Table.Ratio(Memory(figures, size, loss, Contender.Tensors), Memory(figures, size, loss, Contender.Naive)),
    ];

    private static double Memory(RunResults figures, ProblemSize size, string loss, Contender contender) =>
        figures.Probes.Memory.GetValueOrDefault(new Subject(size, loss, contender).Key, double.NaN);
}
