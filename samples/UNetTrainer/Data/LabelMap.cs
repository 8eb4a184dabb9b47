using UNetTrainer.Errors;

namespace UNetTrainer.Data;

/// <summary>Map from the labels of a mask to classes. Class 0 is the background, and holds every label that the map does not name.</summary>
internal sealed class LabelMap
{
    /// <summary>Largest number of classes. More are hardly intended, and a pixel's class must fit a byte.</summary>
    public const int MostClasses = 64;

    /// <summary>Class of pixels that are ignored: they are in no loss and no metric.</summary>
    public const byte Ignored = 255;

    private const double ForegroundAbove = 0.5;

    private readonly IReadOnlyDictionary<int, byte>? classes;

    private LabelMap(IReadOnlyList<string> names, IReadOnlyDictionary<int, byte>? classes) => (Names, this.classes) = (names, classes);

    /// <summary>Map with one class, the foreground: all labels above 0.</summary>
    public static LabelMap Binary { get; } = new(["background", "foreground"], null);

    /// <summary>Names of the classes, the background first.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Labels whose pixels are ignored.</summary>
    public IReadOnlyList<int> IgnoredLabels { get; private init; } = [];

    /// <summary>Value that separates background and foreground, if the map names no labels.</summary>
    public double Cut { get; private init; } = ForegroundAbove;

    /// <summary>Whether the map names no labels, so that any label above 0 is foreground.</summary>
    public bool IsBinary => classes is null;

    /// <summary>Whether some labels are colours.</summary>
    public bool HasColours => classes?.Keys.Any(ColourLabel.IsColour) ?? false;

    /// <summary>Text that is equal for maps that give the same classes.</summary>
    public string Key => FormattableString.Invariant($"{(classes is null ? $"above {Cut}" : string.Join(';', classes.OrderBy(static c => c.Key).Select(static c => $"{c.Key}:{c.Value}")))} but {string.Join(';', IgnoredLabels)}");

    /// <summary>Creates a map. A line called background, or else one with label 0 alone, is the background; a line called ignore has the labels that are ignored.</summary>
    /// <param name="lines">Names of classes with their labels.</param>
    /// <param name="source">Origin of the labels, for error messages.</param>
    /// <exception cref="InputException">There is no class but the background, there are too many, or a label has two classes.</exception>
    public static LabelMap Create(IReadOnlyList<(string Name, int[] Labels)> lines, string source)
    {
        var ignored = lines.Where(static l => IsCalled(l.Name, "ignore")).SelectMany(static l => l.Labels).ToArray();
        var background = lines.FirstOrDefault(static l => IsCalled(l.Name, "background")) is { Name: not null } named ? named : lines.FirstOrDefault(static l => l.Labels is [0]);
        var foreground = lines.Where(l => l != background && !IsCalled(l.Name, "ignore")).ToArray();
        if (foreground.Length is 0 or >= MostClasses)
        {
            throw new InputException($"'{source}' names {(foreground.Length == 0 ? "no class" : "too many classes")} beside the background; 1 to {MostClasses - 1} were expected.");
        }

        (string Name, int[] Labels)[] all = [(background.Name ?? "background", background.Labels ?? []), .. foreground];
        return new([.. all.Select(static l => l.Name)], Classes(all, source)) { IgnoredLabels = ignored };
    }

    /// <summary>Returns a map that also ignores a label.</summary>
    public LabelMap Ignoring(int label) => new(Names, classes) { IgnoredLabels = [.. IgnoredLabels.Append(label).Distinct()], Cut = Cut };

    /// <summary>Returns a map of which values above <paramref name="cut"/> are foreground.</summary>
    public LabelMap CutAt(double cut) => new(Names, classes) { IgnoredLabels = IgnoredLabels, Cut = cut };

    /// <summary>Whether the map says which class a label has.</summary>
    public bool Knows(double label) => IgnoredLabels.Contains(Rounded(label)) || (classes?.ContainsKey(Rounded(label)) ?? true);

    /// <summary>Returns the class of a mask's value.</summary>
    public byte ClassOf(double value)
    {
        if (IgnoredLabels.Count > 0 && IgnoredLabels.Contains(Rounded(value)))
        {
            return Ignored;
        }

        return classes is null ? (byte)(value > Cut ? 1 : 0) : classes.GetValueOrDefault(Rounded(value));
    }

    /// <summary>Returns the labels of a class that the map names.</summary>
    public IEnumerable<int> LabelsOf(int c) => classes?.Where(l => l.Value == c).Select(static l => l.Key) ?? [];

    // NaN becomes 0, the background.
    private static int Rounded(double value) => (int)Math.Round(Math.Clamp(value, int.MinValue, int.MaxValue));

    private static bool IsCalled(string name, string word) => name.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static Dictionary<int, byte> Classes(IReadOnlyList<(string Name, int[] Labels)> lines, string source)
    {
        var classes = new Dictionary<int, byte>();
        foreach (var (index, (name, labels)) in lines.Index())
        {
            foreach (var label in labels)
            {
                if (!classes.TryAdd(label, (byte)index))
                {
                    throw new InputException($"'{source}' gives label {ColourLabel.Describe(label)} to '{lines[classes[label]].Name}' and to '{name}'; one class was expected.");
                }
            }
        }

        return classes;
    }
}
