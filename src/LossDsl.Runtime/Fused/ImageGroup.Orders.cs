namespace LossDsl.CompilerServices;

/// <content>Values that depend on the order of the pixels of a region. Their fields are valid until the group is disposed.</content>
public sealed partial class ImageGroup
{
    /// <summary>Sums, for each pixel, over the valid pixels of its region that come before it in the descending order of another field.</summary>
    /// <param name="term">Stored field of the summands.</param>
    /// <param name="values">Stored field that orders the pixels.</param>
    /// <param name="validity">Stored field that is 1 at valid pixels and 0 elsewhere.</param>
    /// <param name="number">Number of the order among those of the loss.</param>
    public PixelField Above(PixelField term, PixelField values, PixelField validity, int number) =>
        Apply(tensors => orders.Above(tensors[0], tensors[1], Mask(tensors[2]), number), term, values, validity);

    /// <summary>Sums, for each pixel, over the valid pixels of its region that come after it in an order of <see cref="Above"/>.</summary>
    /// <param name="adjoint">Stored field of the summands.</param>
    /// <param name="number">Number of the order among those of the loss.</param>
    public PixelField Below(PixelField adjoint, int number) => Apply(tensors => orders.Below(tensors[0], number), adjoint);

    /// <summary>Finds the largest values among the valid pixels of each region: 1/k at the k pixels that hold them, 0 elsewhere.</summary>
    /// <param name="values">Stored field of the values.</param>
    /// <param name="validity">Stored field that is 1 at valid pixels and 0 elsewhere.</param>
    /// <param name="share">Share of the valid pixels that k is.</param>
    public PixelField TopShare(PixelField values, PixelField validity, double share) => Apply(tensors => orders.TopShare(tensors[0], Mask(tensors[1]), share), values, validity);
}
