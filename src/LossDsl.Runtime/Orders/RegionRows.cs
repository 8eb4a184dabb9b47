using static TorchSharp.torch;

namespace LossDsl.Orders;

/// <summary>Layout of the pixels of each region as a row: [regions, pixels], the pixels of a region over the whole batch image after image.</summary>
/// <param name="shape">The shape of values of pixels, [B, C, ...].</param>
/// <param name="region">Whether a region is one class of one image, or one class of the batch.</param>
internal sealed class RegionRows(long[] shape, Region region)
{
    private bool IsTransposed => region == Region.WholeBatch && shape[0] > 1 && shape[1] > 1;

    private long Pixels => shape[2..].Aggregate(region == Region.WholeBatch ? shape[0] : 1, static (count, length) => count * length);

    private long Count => region == Region.WholeBatch ? shape[1] : shape[0] * shape[1];

    /// <summary>Returns values of pixels, [B, C, ...], as rows, contiguous.</summary>
    public Tensor ToRows(Tensor perPixel) => (IsTransposed ? perPixel.transpose(0, 1) : perPixel).contiguous().reshape(Count, Pixels);

    /// <summary>Returns rows as values of pixels, [B, C, ...].</summary>
    public Tensor ToPixels(Tensor rows) => IsTransposed ? rows.reshape([shape[1], shape[0], .. shape[2..]]).transpose(0, 1) : rows.reshape(shape);
}
