using TorchSharp;
using UNetTrainer.Data;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>Marks the padding of slices that are smaller than their frame as ignored, since it is no part of an image and must not count as background found.</summary>
internal static class CountedPixels
{
    /// <summary>Returns the labels with the padding marked.</summary>
    /// <param name="labels">Class of each pixel, [B, 1, H, W].</param>
    /// <param name="slices">Slices of the batch, each in the middle of its frame.</param>
    public static Tensor WithoutPadding(Tensor labels, IReadOnlyList<Slice> slices)
    {
        var (height, width) = (labels.shape[2], labels.shape[3]);
        if (slices.All(s => s.Height == height && s.Width == width))
        {
            return labels;
        }

        var counted = full_like(labels, LabelMap.Ignored);
        foreach (var (i, slice) in slices.Index())
        {
            Inner(counted[i], slice).copy_(Inner(labels[i], slice));
        }

        return counted;

        Tensor Inner(Tensor image, Slice s) => image.narrow(1, (height - s.Height) / 2, s.Height).narrow(2, (width - s.Width) / 2, s.Width);
    }
}
