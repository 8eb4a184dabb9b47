using System.Globalization;
using LossDsl.Benchmarks.Results;
using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Pages;

/// <summary>Writes the table of performance aims: the limit of each aim, the measured values, and whether the aim is met.</summary>
internal static class AimTable
{
    private static readonly string[] OnePassLosses = ["binary-cross-entropy", "weighted-cross-entropy"];
    private static readonly string[] RegionLosses = ["dice", "tversky", "focal-tversky", "log-cosh-dice"];
    private static readonly string[] LogarithmLosses = ["focal", "combo", "exponential-logarithmic"];

    /// <summary>Returns the table in Markdown.</summary>
    public static string Write(RunResults f) => "| aim | measured | |\n|---|---|---|\n" + string.Join('\n', Rows(f).Select(static row => $"| {row.Aim} | {row.Measured} | {(row.IsMet ? "met" : "**not met**")} |"));

    private static IEnumerable<(string Aim, string Measured, bool IsMet)> Rows(RunResults f)
    {
        yield return AtMost("8×1×1024², one pass, × floor", 1.25, OnePassLosses, loss => f.Milliseconds(ProblemSize.Large, loss, Contender.Fused) / f.Floor(ProblemSize.Large));
        yield return AtMost("8×1×1024², sums of regions, × floor", 1.8, RegionLosses, loss => f.Milliseconds(ProblemSize.Large, loss, Contender.Fused) / f.Floor(ProblemSize.Large));
        yield return AtMost("8×1×1024², logarithms and powers, × floor", 2.5, LogarithmLosses, loss => f.Milliseconds(ProblemSize.Large, loss, Contender.Fused) / f.Floor(ProblemSize.Large));
        yield return AtLeast("8×1×1024², faster than naive", 30, AllSubjects.Flat, loss => Speed(f, ProblemSize.Large, loss, Contender.Naive));
        yield return AtLeast("8×1×1024², faster than careful", 12, AllSubjects.Flat, loss => Speed(f, ProblemSize.Large, loss, Contender.Careful));
        yield return AtLeast("32×1×256², faster than careful", 5, AllSubjects.Flat, loss => Speed(f, ProblemSize.Batch, loss, Contender.Careful));
        yield return AtLeast("1×1×64², never slower than careful", 1, AllSubjects.Flat, loss => Speed(f, ProblemSize.Tiny, loss, Contender.Careful));
        yield return AtLeast("1×1×64², never slower than naive", 1, [.. AllSubjects.Survey.Where(static l => !AllSubjects.IsStructural(l))], loss => Speed(f, ProblemSize.Tiny, loss, Contender.Naive));
        yield return AtLeast("4×14×256², faster than the one-hot form", 10, AllSubjects.SoftmaxLosses, loss => Speed(f, ProblemSize.Classes, loss, Contender.Naive));
        yield return AtMost("4×14×256², extra memory in gradient tensors", 1.05, AllSubjects.SoftmaxLosses, loss => f.Probes.Memory.GetValueOrDefault(new Subject(ProblemSize.Classes, loss, Contender.Fused).Key, double.NaN) / (sizeof(float) * ProblemSize.Classes.Count));
        yield return AtLeast("distance transform of 1024², Mpixel/s", 50, ["1", "8"], images => OtherTables.MegapixelsPerSecond(f, int.Parse(images, CultureInfo.InvariantCulture)));
        yield return AtMost("100 losses cold over an empty compilation, ms", 300, ["all"], _ => f.Milliseconds("GeneratorBenchmarks.HundredLosses") - f.Milliseconds("GeneratorBenchmarks.Empty"));
        yield return AtMost("proofs of the catalog, × the rest of the generator", 0.3, ["all"], _ => f.Milliseconds("GeneratorBenchmarks.CatalogProved") / (f.Milliseconds("GeneratorBenchmarks.Catalog") - f.Milliseconds("GeneratorBenchmarks.CatalogProved")));
        yield return AtMost("a keystroke in a file without losses, ms a loss", 0.3, ["Body", "Member"], place => OtherTables.Keystroke(f, place));
        yield return ("losses derived anew after one of 100 was edited: 1", f.Probes.DerivedAfterEdit.ToString(CultureInfo.InvariantCulture), f.Probes.DerivedAfterEdit == 1);
    }

    private static double Speed(RunResults f, ProblemSize size, string loss, Contender other) => f.Milliseconds(size, loss, other) / f.Milliseconds(size, loss, Contender.Fused);

    private static (string, string, bool) AtMost(string aim, double limit, IReadOnlyList<string> cases, Func<string, double> measure)
    {
        var values = cases.Select(c => (Case: c, Value: measure(c))).Where(static c => !double.IsNaN(c.Value)).ToArray();
        return ($"{aim}: ≤ {limit.ToString(CultureInfo.InvariantCulture)}", Text(values.OrderBy(static v => v.Value)), values.Length > 0 && values.All(v => v.Value <= limit));
    }

    private static (string, string, bool) AtLeast(string aim, double limit, IReadOnlyList<string> cases, Func<string, double> measure)
    {
        var values = cases.Select(c => (Case: c, Value: measure(c))).Where(static c => !double.IsNaN(c.Value)).ToArray();
        return ($"{aim}: ≥ {limit.ToString(CultureInfo.InvariantCulture)}", Text(values.OrderByDescending(static v => v.Value)), values.Length > 0 && values.All(v => v.Value >= limit));
    }

    private static string Text(IEnumerable<(string Case, double Value)> values) => string.Join(", ", values.Select(static v => $"{v.Case} {Table.Number(v.Value)}"));
}
