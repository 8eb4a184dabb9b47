using System.Globalization;
using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>Result of a test slice by the network of the best epoch: a line of <c>slices.csv</c>.</summary>
/// <param name="Name">Name of the slice.</param>
/// <param name="Confusion">Counts of the slice's pixels.</param>
internal sealed record SliceResult(string Name, Confusion Confusion)
{
    /// <summary>Name of the file in a run folder.</summary>
    public const string FileName = "slices.csv";

    /// <summary>First line of the file.</summary>
    public const string Header = "slice,true_positives,false_positives,false_negatives,true_negatives,dice";

    /// <summary>Parses the fields of a line.</summary>
    public static SliceResult Parse(string[] fields) => new(fields[0], new(Count(fields[1]), Count(fields[2]), Count(fields[3]), Count(fields[4])));

    /// <summary>Returns the line of the file. A comma in a name becomes a semicolon.</summary>
    public string ToLine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name.Replace(',', ';')},{Confusion.TruePositives},{Confusion.FalsePositives},{Confusion.FalseNegatives},{Confusion.TrueNegatives},{Confusion.Dice:R}");

    private static long Count(string field) => long.Parse(field, CultureInfo.InvariantCulture);
}
