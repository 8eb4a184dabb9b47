using System.Globalization;
using System.Text.RegularExpressions;
using UNetTrainer.Errors;

namespace UNetTrainer.Data;

/// <summary>
/// Reads a file with a line for each class, <c>name: labels</c>, where labels are numbers, ranges and colours: <c>frontal: 1-16, 19</c> or <c>road: #804080</c>.
/// Empty lines, and text after a <c>#</c> that begins no colour, are ignored.
/// </summary>
internal static partial class LabelFile
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">The file cannot be read, or a line has another form.</exception>
    public static LabelMap Read(string path)
    {
        try
        {
            // One line more than the classes with background and ignored labels, so that too many are noticed and a huge file is not read.
            var lines = File.ReadLines(path).Select(static l => Comment().Replace(l, "").Trim()).Where(static l => l.Length > 0).Take(LabelMap.MostClasses + 3);
            return LabelMap.Create([.. lines.Select(l => Line(l, path))], path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"Cannot read '{path}' (--labels): {e.Message}", e);
        }
    }

    private static (string, int[]) Line(string line, string path)
    {
        var parts = line.Split(':', StringSplitOptions.TrimEntries);
        var ranges = parts.Length == 2 && parts[0].Length > 0 ? parts[1].Split(',', StringSplitOptions.TrimEntries).Select(Range).ToArray() : [null];
        return ranges.All(static r => r is not null)
            ? (parts[0], [.. ranges.SelectMany(static r => r!)])
            : throw new InputException($"'{path}' has the line '{Shortened(line)}'; a class and its labels were expected, as in 'frontal: 1-16, 19' or 'road: #804080'.");
    }

    // Labels of masks are small; a range of millions is a slip, and would be a dictionary of millions.
    private static IEnumerable<int>? Range(string text)
    {
        if (ColourLabel.Parse(text) is { } colour)
        {
            return [colour];
        }

        var ends = text.Split('-', StringSplitOptions.TrimEntries).Select(static e => int.TryParse(e, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1).ToArray();
        return ends.Length is 1 or 2 && ends[0] >= 0 && ends[^1] >= ends[0] && ends[^1] <= ushort.MaxValue ? Enumerable.Range(ends[0], ends[^1] - ends[0] + 1) : null;
    }

    private static string Shortened(string line) => line.Length > 60 ? $"{line[..60]}..." : line;

    // A colour follows a colon or a comma and has six digits; any other # begins a comment.
    [GeneratedRegex("(?<![:,]\\s*)#.*|#(?![0-9A-Fa-f]{6}(?![0-9A-Za-z])).*")]
    private static partial Regex Comment();
}
