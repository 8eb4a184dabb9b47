using UNetTrainer.Imaging;
using UNetTrainer.Errors;

namespace UNetTrainer.Data;

/// <summary>
/// Reads the values of all masks of a data set before any class is made of them, because one mask does not show what its values mean: 255 can be foreground, a label that
/// nobody looked at, or white beside the greys of soft edges.
/// </summary>
internal static class MaskSurvey
{
    /// <summary>Returns the map that turns the masks' values into classes, and notes what a user may not expect of it.</summary>
    /// <param name="cases">Cases of the data set. A mask that cannot be read is left to the reader of its case.</param>
    /// <param name="labels">Map that the user or the data set gives.</param>
    /// <param name="pictures">Channels that pictures are read with.</param>
    /// <param name="notes">Receives the notes.</param>
    public static LabelMap Run(IReadOnlyList<Case> cases, LabelMap labels, PictureChannels pictures, DataNotes notes)
    {
        var all = new MaskValues();
        string? soft = null;
        foreach (var path in cases.Select(static c => c.MaskPath).Distinct())
        {
            if (TryRead(path, labels, pictures) is { } values)
            {
                all.Add(values);
                soft ??= labels.IsBinary && SoftMasks.IsSoft(values, labels, ImageFile.IsLossy(path)) ? path : null;
            }
        }

        if (all.Pixels == 0)
        {
            return labels;
        }

        var (map, lines) = soft is null ? (labels, LabelNotes.List(all, labels)) : SoftMasks.Cut(all, labels, soft);
        notes.Add(lines);
        return map;
    }

    private static MaskValues? TryRead(string path, LabelMap labels, PictureChannels pictures)
    {
        try
        {
            return MaskReader.ReadValues(path, labels, pictures);
        }
        catch (InputException)
        {
            return null;
        }
    }
}
