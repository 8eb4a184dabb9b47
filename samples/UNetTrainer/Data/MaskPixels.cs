using UNetTrainer.Errors;
using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Pixels of a mask as one value each: the stored number, or for a mask in colours the label of the colour (<see cref="ColourLabel"/>).</summary>
internal sealed class MaskPixels
{
    private readonly Volume mask;
    private readonly LabelMap labels;
    // Masks of more colours are photographs, or have soft edges.
    private const int MostColours = 64;

    private readonly bool isColoured;
    private readonly bool hasColourLabels;
    private readonly float scale;

    /// <param name="mask">Mask as read from the file, with one channel or with red, green and blue.</param>
    /// <param name="labels">Map that says whether labels are colours.</param>
    /// <param name="path">Path of the mask, for messages.</param>
    /// <exception cref="InputException">The mask is in colours, and the map names numbers alone.</exception>
    public MaskPixels(Volume mask, LabelMap labels, string path)
    {
        (this.mask, this.labels, Count) = (mask, labels, mask.Voxels.Length / mask.Channels);
        isColoured = mask.Channels >= 3 && Enumerable.Range(0, Count).Any(i => Channel(i, 0) != Channel(i, 1) || Channel(i, 1) != Channel(i, 2));
        scale = (labels.HasColours || isColoured) && mask.Voxels.Any(static v => v > byte.MaxValue) ? 257 : 1;
        hasColourLabels = isColoured && !ImageFile.IsLossy(path) && Enumerable.Range(0, Count).Select(Colour).Distinct().Take(MostColours + 1).Count() <= MostColours;
        if (isColoured && !labels.IsBinary && !labels.HasColours)
        {
            throw new InputException($"The mask '{path}' is in colours, but --labels names numbers alone: a colour for each class was expected, as in 'road: #804080'.");
        }
    }

    /// <summary>Number of pixels.</summary>
    public int Count { get; }

    /// <summary>Value of a pixel. Without named colours black is 0 and another colour its own label; of very many colours, or after JPEG, a colour counts by its largest component.</summary>
    public double this[int i]
    {
        get
        {
            if (labels.HasColours)
            {
                // As doubles: a float cannot hold the label of every colour.
                return !isColoured && labels.Knows(Channel(i, 0)) ? Channel(i, 0) : (double)Colour(i);
            }

            return hasColourLabels ? (Colour(i) == ColourLabel.Black ? 0 : Colour(i)) : isColoured ? Math.Max(Channel(i, 0), Math.Max(Channel(i, 1), Channel(i, 2))) : Channel(i, 0);
        }
    }

    private int Colour(int i) => isColoured
        ? ColourLabel.Create(Channel(i, 0) / scale, Channel(i, 1) / scale, Channel(i, 2) / scale)
        : ColourLabel.Create(Byte(i), Byte(i), Byte(i));

    private float Byte(int i) => Math.Clamp(Channel(i, 0) / scale, 0, byte.MaxValue);

    private float Channel(int i, int channel) => mask.Voxels[i + (channel * Count)];
}
