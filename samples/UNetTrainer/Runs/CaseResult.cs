using UNetTrainer.Data;
using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>Result of one class of a test case, over all its test slices, by the network of the best epoch: a line of <c>cases.csv</c>.</summary>
/// <param name="Case">Name of the case.</param>
/// <param name="Class">Name of the class.</param>
/// <param name="Slices">Number of the case's test slices.</param>
/// <param name="Confusion">Counts of their pixels.</param>
/// <param name="Surface">Agreement of the surfaces in three dimensions.</param>
/// <param name="Unit">Unit of distances: mm, or pixels where the file states no spacing.</param>
/// <param name="FalsePositiveMl">Volume of the false positives in ml; NaN where the file states no spacing.</param>
internal sealed record CaseResult(string Case, string Class, int Slices, Confusion Confusion, SurfaceFigures Surface, string Unit, double FalsePositiveMl)
{
    /// <summary>Group that the case belongs to, such as the patient of a slice; the case itself if it is a group of its own.</summary>
    public string Group { get; init; } = Case;

    /// <summary>Name of the file in a run folder.</summary>
    public const string FileName = "cases.csv";

    private const string Header =
        "case,class,slices,true_positives,false_positives,false_negatives,true_negatives,dice,sensitivity,specificity,hausdorff95,surface_dice,unit,false_positive_ml,group";

    private const double CubicMillimetresPerMl = 1000;

    /// <summary>Computes the results of all classes but the background.</summary>
    /// <param name="source">Case.</param>
    /// <param name="slices">Number of the case's test slices.</param>
    /// <param name="labels">True and predicted classes.</param>
    /// <param name="names">Names of the classes, the background first.</param>
    /// <param name="tolerance">Distance up to which surfaces agree.</param>
    public static IEnumerable<CaseResult> Compute(ISliceSource source, int slices, ComparedLabels labels, IReadOnlyList<string> names, double tolerance)
    {
        var hasSpacing = source.Facts.Geometry.HasSpacing;
        return labels.Count(names.Count).Select((counts, i) => new CaseResult(
            source.Name,
            names[i + 1],
            slices,
            counts,
            labels.Surface(i + 1, tolerance),
            hasSpacing ? "mm" : "pixels",
            hasSpacing ? counts.FalsePositives * labels.VoxelVolume / CubicMillimetresPerMl : double.NaN));
    }

    /// <summary>Writes the file of a run.</summary>
    public static void Write(string folder, IEnumerable<CaseResult> cases) => CsvTable.Write(Path.Combine(folder, FileName), Header, cases.Select(static c => c.Row()));

    /// <summary>Reads the file of a run; an empty list if there is none, as in runs of earlier versions.</summary>
    public static IReadOnlyList<CaseResult> Read(string folder) => [.. CsvTable.Read(Path.Combine(folder, FileName))?.Rows(Parse) ?? []];

    private static CaseResult Parse(CsvRow row) => new(
        row.Text("case"), row.Text("class"), (int)row.Count("slices"), row.Confusion(), new(row.Number("hausdorff95"), row.Number("surface_dice")), row.Text("unit"), row.Number("false_positive_ml"))
    {
        Group = row.Find("group") ?? row.Text("case"),
    };

    private object[] Row() =>
    [
        Case, Class, Slices, Confusion.TruePositives, Confusion.FalsePositives, Confusion.FalseNegatives, Confusion.TrueNegatives,
        Confusion.Dice, Confusion.Sensitivity, Confusion.Specificity, Surface.Hausdorff95, Surface.SurfaceDice, Unit, FalsePositiveMl, Group,
    ];
}
