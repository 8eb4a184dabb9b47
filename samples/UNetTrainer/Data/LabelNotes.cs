using System.Globalization;

namespace UNetTrainer.Data;

/// <summary>Lists what a user may not expect of labels in masks: several that become one class, a void label, labels without a class, classes without a pixel.</summary>
internal static class LabelNotes
{
    private const int MostListed = 12;

    private static readonly double[] Void = [byte.MaxValue, ushort.MaxValue];

    /// <summary>Returns the notes, one line each.</summary>
    /// <param name="values">Values of all masks.</param>
    /// <param name="labels">Map of the labels to classes.</param>
    public static IEnumerable<string> List(MaskValues values, LabelMap labels) =>
        [.. labels.IsBinary ? Binary(values, labels) : Named(values, labels), .. Ignored(values, labels)];

    /// <summary>Returns a note for each ignored label.</summary>
    public static IEnumerable<string> Ignored(MaskValues values, LabelMap labels) => labels.IgnoredLabels.Select(label => values.Values.Contains(label)
        ? $"Label {ColourLabel.Describe(label)} is ignored: {Percent(values.Share(label))} of the pixels are left out of loss and metrics."
        : $"Label {ColourLabel.Describe(label)} is to be ignored, but no mask has it.");

    /// <summary>Returns a share as text, e.g. <c>1.2 %</c>.</summary>
    public static string Percent(double share) => $"{(share * 100).ToString(share < 0.01 ? "0.####" : "0.#", CultureInfo.InvariantCulture)} %";

    private static IEnumerable<string> Binary(MaskValues values, LabelMap labels)
    {
        var found = values.Values.Where(v => v != 0 && labels.ClassOf(v) != LabelMap.Ignored).ToArray();
        var above = found.Where(static v => v > 0).ToArray();
        if (above.Length > 1)
        {
            yield return $"Masks have the labels {Listed(above)}: any label above 0 is foreground. --labels FILE makes classes of them.";
        }

        if (above.Length > 1 && Void.Contains(above[^1]))
        {
            var label = ColourLabel.Describe(above[^1]);
            yield return $"Label {label} beside {Listed([0, .. above[..^1]])} may mark pixels that nobody labelled: it is foreground in {Percent(values.Share(above[^1]))} of the pixels. --ignore-label {label} leaves them out of loss and metrics.";
        }

        if (found.Length > above.Length)
        {
            yield return $"Masks have labels below 0, {Listed([.. found.Where(static v => v < 0)])}: they are background. --ignore-label leaves one out of loss and metrics.";
        }
    }

    private static IEnumerable<string> Named(MaskValues values, LabelMap labels)
    {
        var unnamed = values.Values.Where(v => v is not (0 or ColourLabel.Black) && !labels.Knows(v)).ToArray();
        if (unnamed.Length > 0)
        {
            var what = unnamed.Length == 1 ? $"Label {Listed(unnamed)} has no class" : $"Labels {Listed(unnamed)} have no class";
            yield return $"{what}: background in {Percent(unnamed.Sum(values.Share))} of the pixels. Name {(unnamed.Length == 1 ? "it" : "them")} by --labels, or leave one out of loss and metrics by --ignore-label.";
        }

        foreach (var (c, name) in labels.Names.Index().Skip(1))
        {
            if (!values.Values.Any(v => labels.ClassOf(v) == c))
            {
                yield return $"Class '{name}' ({Listed([.. labels.LabelsOf(c).Select(static l => (double)l)])}) is in no mask: it cannot be learnt.";
            }
        }
    }

    private static string Listed(double[] labels) => labels.Length <= MostListed
        ? string.Join(", ", labels.Select(ColourLabel.Describe))
        : $"{string.Join(", ", labels.Take(MostListed).Select(ColourLabel.Describe))} and {labels.Length - MostListed} more";
}
