using LossDsl.Benchmarks.Results;
using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Pages;

/// <summary>Writes the tables of loss times, one for each size: the time of each contender as a multiple of the kernels' time, and in milliseconds.</summary>
internal static class LossTables
{
    private static readonly Contender[] Others = [Contender.Careful, Contender.Naive, Contender.Libtorch, Contender.Tensors];

    /// <summary>Returns the table of all losses without distance maps or windows at <see cref="ProblemSize.Large"/>.</summary>
    public static string Large(RunResults figures) => Render(figures, ProblemSize.Large, AllSubjects.Losses.Where(static l => !AllSubjects.IsStructural(l)));

    /// <summary>Returns the tables of all losses with distance maps or windows, one for each of three sizes.</summary>
    public static string Structural(RunResults figures) => string.Join("\n\n",
        from size in new[] { ProblemSize.Large, ProblemSize.Batch, ProblemSize.Volume }
        select $"{size.Title}:\n\n{Render(figures, size, AllSubjects.Losses.Where(AllSubjects.IsStructural))}");

    /// <summary>Returns the table of the survey's losses at <see cref="ProblemSize.Batch"/>.</summary>
    public static string Batch(RunResults figures) => Survey(figures, ProblemSize.Batch);

    /// <summary>Returns the table of the survey's losses at <see cref="ProblemSize.Tiny"/>.</summary>
    public static string Tiny(RunResults figures) => Survey(figures, ProblemSize.Tiny);

    /// <summary>Returns the table of the survey's losses at <see cref="ProblemSize.Volume"/>.</summary>
    public static string Volume(RunResults figures) => Survey(figures, ProblemSize.Volume);

    /// <summary>Returns the table of the softmax losses and of the survey's losses at <see cref="ProblemSize.Classes"/>.</summary>
    public static string Classes(RunResults figures) => Render(figures, ProblemSize.Classes, AllSubjects.SoftmaxLosses.Concat(AllSubjects.Survey.Where(static l => !AllSubjects.IsStructural(l))));

    private static string Survey(RunResults figures, ProblemSize size) => Render(figures, size, AllSubjects.Survey.Where(static l => !AllSubjects.IsStructural(l)));

    private static string Render(RunResults figures, ProblemSize size, IEnumerable<string> losses)
    {
        var rows = losses.Where(loss => !double.IsNaN(figures.Milliseconds(size, loss, Contender.Fused))).ToArray();
        Contender[] others = [.. Others.Where(other => rows.Any(loss => !double.IsNaN(figures.Milliseconds(size, loss, other))))];
        return Table.Write(
            ["loss", "kernels, × floor", .. others.Select(Title), "kernels, ms", .. others.Select(static o => $"{Title(o)}, ms")],
            rows.Select(loss => Row(figures, size, loss, others)));
    }

    private static string[] Row(RunResults figures, ProblemSize size, string loss, Contender[] others)
    {
        var fused = figures.Milliseconds(size, loss, Contender.Fused);
        return
        [
            $"`{loss}`",
            Table.Ratio(fused, figures.Floor(size)),
            .. others.Select(other => Table.Ratio(figures.Milliseconds(size, loss, other), fused)),
            Table.Number(fused),
            .. others.Select(other => Table.Number(figures.Milliseconds(size, loss, other))),
        ];
    }

    private static string Title(Contender contender) => contender switch
    {
        Contender.Tensors => "generated tensor operations",
        Contender.Libtorch => "libtorch's own",
        _ => contender.ToString().ToLowerInvariant(),
    };
}
