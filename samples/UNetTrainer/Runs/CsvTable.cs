using System.Globalization;
using System.Text;
using UNetTrainer.Training;
using UNetTrainer.Files;

namespace UNetTrainer.Runs;

/// <summary>Comma-separated file of a run with a line of column names. Columns are read by name, so that files of earlier versions, which had fewer, are read too.</summary>
internal sealed class CsvTable
{
    private readonly Dictionary<string, int> columns;
    private readonly string[][] rows;

    private CsvTable(string[] header, string[][] rows) =>
        (columns, this.rows) = (header.Index().ToDictionary(static c => c.Item, static c => c.Index, StringComparer.Ordinal), rows);

    /// <summary>Reads a file; returns null if there is none.</summary>
    /// <exception cref="Errors.InputException">The file is damaged.</exception>
    public static CsvTable? Read(string path)
    {
        var lines = File.Exists(path) ? CheckedFile.ReadLines(path).Where(static l => l.Length > 0).Select(static l => l.Split(',')).ToArray() : [];
        return lines.Length > 0 ? new(lines[0], lines[1..]) : null;
    }

    /// <summary>Returns what a function makes of each row.</summary>
    public IEnumerable<T> Rows<T>(Func<CsvRow, T> convert) => rows.Select(fields => convert(new(columns, fields)));

    /// <summary>Writes a file, completely or not at all. A comma in a name becomes a semicolon, and an undefined number is NaN.</summary>
    public static void Write(string path, string header, IEnumerable<object[]> rows) =>
        AtomicFile.Write(path, Encoding.UTF8.GetBytes($"{header}\n{string.Concat(rows.Select(static r => string.Join(',', r.Select(Text)) + "\n"))}"));

    private static string Text(object field) => Convert.ToString(field, CultureInfo.InvariantCulture)!.Replace(',', ';');
}

/// <summary>Row of a table.</summary>
/// <param name="columns">Place of each column.</param>
/// <param name="fields">Fields of the row.</param>
internal readonly struct CsvRow(IReadOnlyDictionary<string, int> columns, string[] fields)
{
    /// <summary>Returns the field of a column; null if the file has no such column.</summary>
    public string? Find(string column) => columns.TryGetValue(column, out var place) ? fields[place] : null;

    /// <summary>Returns the field of a column.</summary>
    public string Text(string column) => Find(column) ?? throw new FormatException($"the column '{column}' is missing");

    /// <summary>Returns a number.</summary>
    public double Number(string column) => double.Parse(Text(column), CultureInfo.InvariantCulture);

    /// <summary>Returns the four counts of a confusion matrix.</summary>
    public Confusion Confusion() => new(Count("true_positives"), Count("false_positives"), Count("false_negatives"), Count("true_negatives"));

    /// <summary>Returns a count.</summary>
    public long Count(string column) => long.Parse(Text(column), CultureInfo.InvariantCulture);
}
