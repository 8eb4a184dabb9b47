using System.Text.Json;
using UNetTrainer.Errors;

namespace UNetTrainer.Data;

/// <summary>Reads which case belongs to which part: JSON with a list for each part, a list of folds as nnU-Net's <c>splits_final.json</c>, or CSV with a column of parts.</summary>
internal static class SplitFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="fold">Number of the fold, from 0, in a file with several; null for the first.</param>
    /// <returns>Names of cases with their part, in the order of the file.</returns>
    /// <exception cref="InputException">The file cannot be read, has another form, or lacks the fold.</exception>
    public static IReadOnlyList<(string Name, Part Part)> Read(string path, int? fold)
    {
        try
        {
            return Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase) ? ReadJson(path, fold)
                : fold is null ? ReadTable(path)
                : throw new InputException("it has no folds; --fold was given");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or ArgumentException or InputException)
        {
            throw e.Message.StartsWith("Cannot use", StringComparison.Ordinal) ? e : new InputException($"Cannot use '{path}' (--split-file): {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>Returns the part that a word names, such as train, val or test; null for other words.</summary>
    public static Part? PartOf(string word) => word.Trim().ToLowerInvariant() switch
    {
        "train" or "training" => Part.Training,
        "val" or "valid" or "validation" or "dev" => Part.Validation,
        "test" or "testing" => Part.Test,
        _ => null,
    };

    private static List<(string, Part)> ReadJson(string path, int? fold)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = json.RootElement;
        if (root.ValueKind == JsonValueKind.Array)
        {
            root = (fold ?? 0) < root.GetArrayLength() ? root[fold ?? 0] : throw new InputException($"it has {root.GetArrayLength()} folds, from 0; --fold {fold} was given");
        }
        else if (fold is not null)
        {
            throw new InputException("it has no folds; --fold was given");
        }

        return root.ValueKind == JsonValueKind.Object ? [.. root.EnumerateObject().SelectMany(static p => Names(p, PartOf(p.Name)))] : throw new InputException("""lists were expected, as in {"train": ["a", "b"], "val": ["c"], "test": ["d"]}""");
    }

    private static IEnumerable<(string, Part)> Names(JsonProperty list, Part? part) => (part, list.Value.ValueKind) switch
    {
        (null, _) => throw new InputException($"it has a list '{list.Name}'; train, val and test were expected"),
        (_, JsonValueKind.Array) => list.Value.EnumerateArray().Select(e => (e.ValueKind == JsonValueKind.String ? e.GetString()! : e.GetRawText(), part.Value)),
        _ => throw new InputException($"'{list.Name}' is no list of names"),
    };

    // The column of parts is the one that holds nothing else, whatever its name.
    private static List<(string, Part)> ReadTable(string path)
    {
        var table = CaseTable.Read(path, "--split-file");
        IReadOnlyList<string[]> rows = table.Header.Any(static h => PartOf(h) is not null) ? [table.Header, .. table.Rows] : table.Rows;
        var column = Enumerable.Range(0, table.Header.Length).FirstOrDefault(c => rows.All(r => PartOf(r[c]) is not null), -1);

        // A column without a name counts rows.
        var names = Enumerable.Range(0, table.Header.Length).FirstOrDefault(c => c != column && table.Header[c].Length > 0, -1);
        return column >= 0 && names >= 0
            ? [.. rows.Select(r => (r[names], PartOf(r[column])!.Value))]
            : throw new InputException("a column of cases and one of train, val and test were expected");
    }
}
