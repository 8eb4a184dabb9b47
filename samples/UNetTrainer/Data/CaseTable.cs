using Microsoft.VisualBasic.FileIO;
using UNetTrainer.Errors;

namespace UNetTrainer.Data;

/// <summary>Rows of a CSV file that says something of each case. Fields are separated by commas, semicolons or tabs.</summary>
/// <param name="Header">First row.</param>
/// <param name="Rows">Further rows, as long as the first.</param>
internal sealed record CaseTable(string[] Header, IReadOnlyList<string[]> Rows)
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="option">Option that names the file, for messages.</param>
    /// <exception cref="InputException">The file cannot be read, or is malformed.</exception>
    public static CaseTable Read(string path, string option)
    {
        try
        {
            using var parser = new TextFieldParser(path) { Delimiters = [",", ";", "\t"], TrimWhiteSpace = true };
            var rows = new List<string[]>();
            while (parser.ReadFields() is { } row)
            {
                rows.Add(row);
            }

            return rows.Count > 1 && rows.All(r => r.Length == rows[0].Length)
                ? new(rows[0], rows[1..])
                : throw new InputException("rows of equal length were expected, the first with the names of the columns");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or MalformedLineException or ArgumentException or InputException)
        {
            throw new InputException($"Cannot use '{path}' ({option}): {e.Message.TrimEnd('.')}.", e);
        }
    }
}
