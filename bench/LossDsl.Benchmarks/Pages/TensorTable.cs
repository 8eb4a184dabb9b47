using LossDsl.Benchmarks.Results;
using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Pages;

/// <summary>
/// Writes the table of generated tensor operations beside the naive form: time and peak memory of value and gradient, as multiples of the naive form's, and the operators of both.
/// </summary>
internal static class TensorTable
{
    private static readonly ProblemSize[] Sizes = [ProblemSize.Large, ProblemSize.Classes];

    /// <summary>Returns the table in Markdown.</summary>
    public static string Write(RunResults figures) => Table.Write(
        ["tensor operations, × naive", .. Sizes.SelectMany(static size => new[] { $"{size.Title}, time", "memory", "operators", "naive" })],
        AllSubjects.TensorLosses(ProblemSize.Classes).Select(loss => (string[])[$"`{loss}`", .. Sizes.SelectMany(size => Cells(figures, size, loss))]));

    private static string[] Cells(RunResults figures, ProblemSize size, string loss) =>
    [
        Table.Ratio(figures.Milliseconds(size, loss, Contender.Tensors), figures.Milliseconds(size, loss, Contender.Naive)),
        Table.Ratio(Of(figures.Probes.Memory, size, loss, Contender.Tensors), Of(figures.Probes.Memory, size, loss, Contender.Naive)),
        Table.Number(Of(figures.Probes.Operators, size, loss, Contender.Tensors)),
        Table.Number(Of(figures.Probes.Operators, size, loss, Contender.Naive)),
    ];

    private static double Of(Dictionary<string, double> figures, ProblemSize size, string loss, Contender contender) => figures.GetValueOrDefault(new Subject(size, loss, contender).Key, double.NaN);
}
