using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>Result of a test slice by the network of the best epoch: a line of <c>slices.csv</c> for each class.</summary>
/// <param name="Name">Name of the slice.</param>
/// <param name="Case">Name of its case; empty in the files of earlier versions.</param>
/// <param name="Classes">Counts of the slice's pixels for each class but the background.</param>
internal sealed record SliceResult(string Name, string Case, IReadOnlyList<ClassCounts> Classes)
{
    /// <summary>Name of the file in a run folder.</summary>
    public const string FileName = "slices.csv";

    private const string Header = "slice,case,class,true_positives,false_positives,false_negatives,true_negatives,dice,sensitivity,specificity";

    // Earlier versions counted the foreground of all classes together, and wrote no class.
    private const string AllClasses = "foreground";

    /// <summary>Counts of all classes together.</summary>
    public Confusion Pooled => Confusion.Sum(Classes.Select(static c => c.Confusion));

    /// <summary>Dice of each class for a caption, e.g. <c>Dice 0.912</c> or <c>Dice liver 0.912, tumour -</c>.</summary>
    public string Caption => "Dice " + string.Join(", ", Classes.Select(c => $"{(Classes.Count > 1 ? c.Class + " " : "")}{FigureText.Number(c.Confusion.Dice)}"));

    /// <summary>Writes the file of a run.</summary>
    public static void Write(string folder, IEnumerable<SliceResult> slices) => CsvTable.Write(Path.Combine(folder, FileName), Header, slices.SelectMany(static s => s.Classes.Select(s.Row)));

    /// <summary>Reads the file of a run; an empty list if there is none.</summary>
    public static IReadOnlyList<SliceResult> Read(string folder)
    {
        var slices = new List<SliceResult>();
        foreach (var row in CsvTable.Read(Path.Combine(folder, FileName))?.Rows(Parse) ?? [])
        {
            if (slices.Count > 0 && slices[^1].Continues(row))
            {
                slices[^1] = row with { Classes = [.. slices[^1].Classes, .. row.Classes] };
            }
            else
            {
                slices.Add(row);
            }
        }

        return slices;
    }

    private bool Continues(SliceResult row) => (row.Name, row.Case) == (Name, Case) && Classes.All(c => c.Class != row.Classes[0].Class);

    private static SliceResult Parse(CsvRow row) => new(row.Text("slice"), row.Find("case") ?? "", [new(row.Find("class") ?? AllClasses, row.Confusion())]);

    private object[] Row(ClassCounts c) =>
    [
        Name, Case, c.Class, c.Confusion.TruePositives, c.Confusion.FalsePositives, c.Confusion.FalseNegatives, c.Confusion.TrueNegatives,
        c.Confusion.Dice, c.Confusion.Sensitivity, c.Confusion.Specificity,
    ];
}
