using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Filters;

/// <summary>Images with a margin, from which the place of a window is a view. The margin repeats the border, or has one number.</summary>
internal sealed class PaddedImages
{
    private readonly long[] spatial;
    private readonly int[] reach;
    private readonly double? margin;

    /// <param name="images">[B, C, ...].</param>
    /// <param name="part">The part of a window that has to fit.</param>
    /// <param name="margin">The number in the margin, or null to repeat the border.</param>
    public PaddedImages(Tensor images, WindowPart part, double? margin)
    {
        (spatial, this.margin) = ([.. images.shape.Skip(2)], margin);
        reach = [.. spatial.Select((_, dimension) => part.Reach(dimension))];
        Padded = images;
        for (var dimension = 0; dimension < reach.Length; dimension++)
        {
            Padded = reach[dimension] == 0 ? Padded : Pad(Padded, dimension + 2, reach[dimension]);
        }
    }

    /// <summary>The images with their margin.</summary>
    public Tensor Padded { get; private set; }

    /// <summary>Returns the values at a place of the window around each pixel: a view in the shape of the images.</summary>
    public Tensor At(WindowPlace place)
    {
        var view = Padded;
        for (var dimension = 0; dimension < reach.Length; dimension++)
        {
            view = view.narrow(dimension + 2, reach[dimension] + place.Offsets[dimension], spatial[dimension]);
        }

        return view;
    }

    /// <summary>Returns the transpose of the padding: the values without the margin, to which a repeated border adds what its margin has.</summary>
    public Tensor Fold()
    {
        for (var dimension = reach.Length - 1; dimension >= 0; dimension--)
        {
            Padded = reach[dimension] == 0 ? Padded : Fold(Padded, dimension + 2, reach[dimension], spatial[dimension]);
        }

        return Padded;
    }

    private Tensor Pad(Tensor images, int dimension, int size)
    {
        var last = images.shape[dimension] - 1;
        return cat([Margin(images.narrow(dimension, 0, 1), dimension, size), images, Margin(images.narrow(dimension, last, 1), dimension, size)], dimension);
    }

    private Tensor Margin(Tensor edge, int dimension, int size)
    {
        long[] shape = [.. edge.shape.Select((length, i) => i == dimension ? size : length)];
        return margin is { } number ? NumberMath.Fill(shape, number, edge.dtype, edge.device) : edge.expand(shape);
    }

    private Tensor Fold(Tensor padded, int dimension, int size, long length)
    {
        var core = padded.narrow(dimension, size, length);
        if (margin is null)
        {
            core.narrow(dimension, 0, 1).Increase(padded.narrow(dimension, 0, size).sum(dimension, keepdim: true));
            core.narrow(dimension, length - 1, 1).Increase(padded.narrow(dimension, size + length, size).sum(dimension, keepdim: true));
        }

        return core;
    }
}
