using System.Globalization;

namespace UNetTrainer.Data;

/// <summary>Masks with values between background and foreground, as JPEG and antialiasing make them. They are cut at half their range.</summary>
internal static class SoftMasks
{
    private const int MostLabels = 64;

    /// <summary>Whether the values of a mask are no labels.</summary>
    /// <param name="values">Values of one mask.</param>
    /// <param name="labels">Map whose ignored labels do not count.</param>
    /// <param name="isLossy">Whether the file's format changes values near edges.</param>
    public static bool IsSoft(MaskValues values, LabelMap labels, bool isLossy)
    {
        var counted = Counted(values, labels);
        return counted.Length > MostLabels || counted.Any(static v => v != Math.Round(v)) || (isLossy && counted.Length > 2) || IsWhiteWithGreys(counted);
    }

    /// <summary>Returns the map with the cut for masks of which one is soft, and the note that tells it.</summary>
    public static (LabelMap Map, IEnumerable<string> Notes) Cut(MaskValues all, LabelMap labels, string example)
    {
        var counted = Counted(all, labels);
        var (low, high) = (counted.Min(), counted.Max());
        var cut = (low + high) / 2;
        string[] notes =
        [
            string.Create(CultureInfo.InvariantCulture, $"Masks have values between {low} and {high} in {LabelNotes.Percent(all.ShareOfOthers(low, high))} of their pixels, as JPEG and antialiased edges have, e.g. '{example}': values above {cut} are foreground. If they are labels, name them by --labels."),
            .. LabelNotes.Ignored(all, labels),
        ];
        return (labels.CutAt(cut), notes);
    }

    private static double[] Counted(MaskValues values, LabelMap labels) => [.. values.Values.Where(v => labels.ClassOf(v) != LabelMap.Ignored)];

    // Small labels beside 255, and nothing between, are labels with a void one.
    private static bool IsWhiteWithGreys(double[] values)
    {
        var white = values.Length > 0 ? values[^1] : 0;
        return white is byte.MaxValue or ushort.MaxValue && values.Any(v => v >= MostLabels && v < white);
    }
}
