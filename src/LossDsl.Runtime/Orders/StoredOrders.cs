using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Orders;

/// <summary>Orders of the pixels of regions by values that kernels stored, each sorted once for a call and kept for the filters that share it.</summary>
/// <param name="region">Whether a region is one class of one image, or one class of the batch.</param>
internal sealed class StoredOrders(Region region) : IDisposable
{
    private readonly Dictionary<int, PixelOrder> orders = [];

    /// <summary>Sums, for each pixel, over the valid pixels of its region that come before it, [B, C, ...].</summary>
    /// <param name="term">The summand of each pixel, 0 at invalid pixels.</param>
    /// <param name="values">The values that order the pixels.</param>
    /// <param name="validity">1 at valid pixels, 0 elsewhere.</param>
    /// <param name="number">The number of the order among those of the loss.</param>
    public Tensor Above(Tensor term, Tensor values, Tensor validity, int number)
    {
        if (!orders.TryGetValue(number, out var order))
        {
            orders.Add(number, order = Sort(values, validity));
            order.Index.DetachFromDisposeScope();
        }

        return order.Above(term);
    }

    /// <summary>Sums, for each pixel, over the valid pixels of its region that come after it in an order of <see cref="Above"/>, [B, C, ...].</summary>
    /// <param name="term">The summand of each pixel, 0 at invalid pixels.</param>
    /// <param name="number">The number of the order among those of the loss.</param>
    public Tensor Below(Tensor term, int number) => orders[number].Below(term);

    /// <summary>Returns 1/k at the k largest values of each region and 0 elsewhere, [B, C, ...].</summary>
    /// <param name="values">The value of each pixel.</param>
    /// <param name="validity">1 at valid pixels, 0 elsewhere.</param>
    /// <param name="share">The share of the valid pixels that k is.</param>
    public Tensor TopShare(Tensor values, Tensor validity, double share)
    {
        var valid = Layout(values).ToRows(validity.IsAbove(0).to_type(float64)).sum(1);
        return Sort(values, validity).ShareOfFirst(TopCount.Compute(valid, share), values.dtype);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var order in orders.Values)
        {
            order.Index.Dispose();
        }
    }

    private PixelOrder Sort(Tensor values, Tensor validity) => new(values.Replace(validity.IsAbove(0).logical_not(), double.NegativeInfinity), Layout(values));

    private RegionRows Layout(Tensor values) => new(values.shape, region);
}
