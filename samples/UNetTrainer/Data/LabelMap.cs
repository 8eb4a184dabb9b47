using System.Globalization;
using UNetTrainer.Errors;

namespace UNetTrainer.Data;

/// <summary>Map from the values of a mask to classes. Class 0 is the background, and holds every value that the map does not name.</summary>
internal sealed class LabelMap
{
    /// <summary>Largest number of classes. More are hardly intended, and a pixel's class must fit a byte.</summary>
    public const int MostClasses = 64;

    /// <summary>Class of a pixel that counts neither in losses nor in figures.</summary>
    public const byte Ignored = byte.MaxValue;

    private const double ForegroundAbove = 0.5;

    private readonly IReadOnlyDictionary<int, byte>? classes;

    private LabelMap(IReadOnlyList<string> names, IReadOnlyDictionary<int, byte>? classes) => (Names, this.classes) = (names, classes);

    /// <summary>Map with one class, the foreground: all values above 0.5.</summary>
    public static LabelMap Binary { get; } = new(["background", "foreground"], null);

    /// <summary>Names of the classes, the background first.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Text that is equal for maps that give the same classes.</summary>
    public string Key => classes is null ? "binary" : string.Join(';', classes.OrderBy(static c => c.Key).Select(static c => $"{c.Key}:{c.Value}"));

    /// <summary>Creates a map in which every label is a class of its own.</summary>
    /// <param name="names">Labels and their names; 0 is the background and may be missing.</param>
    /// <param name="source">Origin of the labels, for error messages.</param>
    /// <exception cref="InputException">There is no label but the background's, or there are too many.</exception>
    public static LabelMap OfNames(IEnumerable<KeyValuePair<int, string>> names, string source) =>
        Of([.. names.Where(static n => n.Key != 0).OrderBy(static n => n.Key).Select(static n => (n.Value, (IEnumerable<int>)[n.Key]))], source);

    /// <summary>
    /// Reads a file with a line for each class, <c>name: labels</c>, where labels are numbers and ranges: <c>frontal: 1-16, 19, 23-28</c>.
    /// Empty lines, and text after a <c>#</c>, are ignored.
    /// </summary>
    /// <exception cref="InputException">The file cannot be read, or a line has another form.</exception>
    public static LabelMap Read(string path)
    {
        try
        {
            var lines = File.ReadLines(path).Select(static l => l.Split('#')[0].Trim()).Where(static l => l.Length > 0).Take(MostClasses + 1);
            return Of([.. lines.Select(l => Line(l, path))], path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"Cannot read '{path}' (--labels): {e.Message}", e);
        }
    }

    /// <summary>Returns the class of a mask's value.</summary>
    public byte ClassOf(float value)
    {
        if (classes is null)
        {
            return value > ForegroundAbove ? (byte)1 : (byte)0;
        }

        return classes.GetValueOrDefault((int)MathF.Round(Math.Clamp(value, int.MinValue, int.MaxValue)));
    }

    private static LabelMap Of(IReadOnlyList<(string Name, IEnumerable<int> Labels)> lines, string source)
    {
        if (lines.Count is 0 or >= MostClasses)
        {
            throw new InputException($"'{source}' names {(lines.Count == 0 ? "no class" : "too many classes")} beside the background; 1 to {MostClasses - 1} were expected.");
        }

        var classes = new Dictionary<int, byte>();
        foreach (var (index, (name, labels)) in lines.Index())
        {
            foreach (var label in labels)
            {
                if (!classes.TryAdd(label, (byte)(index + 1)))
                {
                    throw new InputException($"'{source}' gives label {label} to '{lines[classes[label] - 1].Name}' and to '{name}'; one class was expected.");
                }
            }
        }

        return new(["background", .. lines.Select(static l => l.Name)], classes);
    }

    private static (string, IEnumerable<int>) Line(string line, string path)
    {
        var parts = line.Split(':', StringSplitOptions.TrimEntries);
        var ranges = parts.Length == 2 && parts[0].Length > 0 ? parts[1].Split(',', StringSplitOptions.TrimEntries).Select(Range).ToArray() : [null];
        return ranges.All(static r => r is not null)
            ? (parts[0], ranges.SelectMany(static r => r!))
            : throw new InputException($"'{path}' has the line '{Shortened(line)}'; a class and its labels were expected, as in 'frontal: 1-16, 19'.");
    }

    // Labels of masks are small; a range of millions is a slip, and would be a dictionary of millions.
    private static IEnumerable<int>? Range(string text)
    {
        var ends = text.Split('-', StringSplitOptions.TrimEntries).Select(static e => int.TryParse(e, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1).ToArray();
        return ends.Length is 1 or 2 && ends[0] >= 0 && ends[^1] >= ends[0] && ends[^1] <= ushort.MaxValue ? Enumerable.Range(ends[0], ends[^1] - ends[0] + 1) : null;
    }

    private static string Shortened(string line) => line.Length > 60 ? $"{line[..60]}..." : line;
}
