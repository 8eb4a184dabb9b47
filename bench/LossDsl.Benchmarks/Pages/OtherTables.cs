using LossDsl.Benchmarks.Results;
using LossDsl.Benchmarks.Subjects;
using LossDsl.Benchmarks.Suites;

namespace LossDsl.Benchmarks.Pages;

/// <summary>Writes the tables of everything except warm calls of losses: distance transform, generator, first call in a process, peak memory.</summary>
internal static class OtherTables
{
    private const double Mebi = 1 << 20;

    /// <summary>Returns the four tables in Markdown.</summary>
    public static string Write(RunResults figures) => string.Join("\n\n", Distances(figures), Generator(figures), ColdStarts(figures), Memory(figures));

    /// <summary>Returns the throughput of the distance transform in millions of pixels per second; NaN if it was not measured.</summary>
    public static double MegapixelsPerSecond(RunResults figures, int images) => images * Mebi / 1e3 / Transform(figures, images);

    /// <summary>Returns the milliseconds a loss that the generator takes after one keystroke in a file without losses; NaN if they were not measured.</summary>
    public static double Keystroke(RunResults figures, string place) => figures.Milliseconds($"EditorBenchmarks.{place}") / EditorBenchmarks.Losses;

    private static string Distances(RunResults figures) => Table.Write(
        ["distance transform of 1024²", "ms", "Mpixel/s"],
        new[] { 1, 8 }.Select(images => (string[])[images == 1 ? "one image" : $"{images} images", Table.Number(Transform(figures, images)), Table.Number(MegapixelsPerSecond(figures, images))]));

    private static string Generator(RunResults figures) => Table.Write(
        ["generator", "ms"],
        [
            ["an empty compilation", Table.Number(figures.Milliseconds("GeneratorBenchmarks.Empty"))],
            ["100 losses, nothing cached", Table.Number(figures.Milliseconds("GeneratorBenchmarks.HundredLosses"))],
            [$"one of 100 edited: {figures.Probes.DerivedAfterEdit} derived anew", Table.Number(figures.Milliseconds("GeneratorBenchmarks.OneEdited"))],
            ["a keystroke in another file, in a method body, a loss", Table.Number(Keystroke(figures, "Body"))],
            ["the same in the declaration of a member, a loss", Table.Number(Keystroke(figures, "Member"))],
            ["the same in a global using, after which all losses are read again, a loss", Table.Number(Keystroke(figures, "Everything"))],
            ["the catalog, nothing cached", Table.Number(figures.Milliseconds("GeneratorBenchmarks.Catalog"))],
            ["of that, proving", Table.Number(figures.Milliseconds("GeneratorBenchmarks.CatalogProved"))],
            ["the compiler's own look at the declarations of the 100", Table.Number(figures.Milliseconds("GeneratorBenchmarks.HundredLossesBound"))],
        ]);

    private static string ColdStarts(RunResults figures) => Table.Write(
        ["first call in a process, 1×1×64²", "kernels, ms", "generated tensor operations, ms"],
        AllSubjects.ColdStarts.GroupBy(static s => s.Loss).Select(loss => (string[])[$"`{loss.Key}`", .. loss.Select(subject => Table.Number(figures.Probes.ColdStarts[subject.Key]))]));

    private static string Memory(RunResults figures) => Table.Write(
        ["extra memory at its peak, 4×14×256², softmax, class indices", "kernels, MiB", "generated tensor operations, MiB", "one-hot form, MiB"],
        AllSubjects.KernelMemory.GroupBy(static s => s.Loss).Select(loss => (string[])[$"`{loss.Key}`", .. loss.Select(subject => Table.Number(figures.Probes.Memory[subject.Key] / Mebi))]));

    private static double Transform(RunResults figures, int images) => figures.Milliseconds($"DistanceBenchmarks.Transform(Images: {images})");
}
