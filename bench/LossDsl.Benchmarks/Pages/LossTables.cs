using LossDsl.Benchmarks.Results;
using LossDsl.Benchmarks.Subjects;
using LossDsl.Losses;

namespace LossDsl.Benchmarks.Pages;

/// <summary>One table for each size: how often the others take as long as the kernels, and milliseconds.</summary>
internal static class LossTables
{
    private static readonly Contender[] Others = [Contender.Careful, Contender.Naive, Contender.Libtorch, Contender.Tensors];

    public static string Large(Figures figures) => Of(figures, Size.Large, LossCatalog.All.Select(static e => e.Metadata.Name).Where(static l => !AllSubjects.IsStructural(l)));

    public static string Structural(Figures figures) => string.Join("\n\n",
        from size in new[] { Size.Large, Size.Batch, Size.Volume }
        select $"{size.Title}:\n\n{Of(figures, size, LossCatalog.All.Select(static e => e.Metadata.Name).Where(AllSubjects.IsStructural))}");

    public static string Batch(Figures figures) => Survey(figures, Size.Batch);

    public static string Tiny(Figures figures) => Survey(figures, Size.Tiny);

    public static string Volume(Figures figures) => Survey(figures, Size.Volume);

    public static string Classes(Figures figures) => Of(figures, Size.Classes, AllSubjects.SoftmaxLosses.Concat(AllSubjects.Survey.Where(static l => !AllSubjects.IsStructural(l))));

    private static string Survey(Figures figures, Size size) => Of(figures, size, AllSubjects.Survey.Where(static l => !AllSubjects.IsStructural(l)));

    private static string Of(Figures figures, Size size, IEnumerable<string> losses)
    {
        var rows = losses.Where(loss => !double.IsNaN(figures.Of(size, loss, Contender.Fused))).ToArray();
        Contender[] others = [.. Others.Where(other => rows.Any(loss => !double.IsNaN(figures.Of(size, loss, other))))];
        return Table.Write(
            ["loss", "kernels, × floor", .. others.Select(Title), "kernels, ms", .. others.Select(static o => $"{Title(o)}, ms")],
            rows.Select(loss => Row(figures, size, loss, others)));
    }

    private static string[] Row(Figures figures, Size size, string loss, Contender[] others)
    {
        var fused = figures.Of(size, loss, Contender.Fused);
        return
        [
            $"`{loss}`",
            Table.Ratio(fused, figures.Floor(size)),
            .. others.Select(other => Table.Ratio(figures.Of(size, loss, other), fused)),
            Table.Number(fused),
            .. others.Select(other => Table.Number(figures.Of(size, loss, other))),
        ];
    }

    private static string Title(Contender contender) => contender switch
    {
        Contender.Tensors => "generated tensor operations",
        Contender.Libtorch => "libtorch's own",
        _ => contender.ToString().ToLowerInvariant(),
    };
}
