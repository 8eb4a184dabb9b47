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
    /// <param name="validity">1 at valid pixels, 0 elsewhere; null where all are valid.</param>
    /// <param name="number">The number of the order among those of the loss.</param>
    public Tensor Above(Tensor term, Tensor values, Tensor? validity, int number)
    {
        if (!orders.TryGetValue(number, out var order))
        {
            orders.Add(number, order = new(Valid(values, validity), Layout(values)));
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
    /// <param name="validity">1 at valid pixels, 0 elsewhere; null where all are valid.</param>
    /// <param name="share">The share of the valid pixels that k is.</param>
    public Tensor TopShare(Tensor values, Tensor? validity, double share)
    {
        var layout = Layout(values);
        var rows = layout.ToRows(Valid(values, validity));
        var valid = validity is null ? NumberMath.Fill([rows.shape[0]], rows.shape[1], float64, rows.device) : layout.ToRows(validity.IsAbove(0).to_type(float64)).sum(1);
        var counts = TopCount.Compute(valid, share).reshape(-1, 1);
        return layout.ToPixels(NativeOrder.Handles(rows) ? NativeOrder.ShareOfTop(rows, counts) : TensorOrder.Sort(rows).ShareOfFirst(counts, rows.dtype));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var order in orders.Values)
        {
            order.Index.Dispose();
        }
    }

    private static Tensor Valid(Tensor values, Tensor? validity) => validity is null ? values : values.Replace(validity.IsAbove(0).logical_not(), double.NegativeInfinity);

    private RegionRows Layout(Tensor values) => new(values.shape, region);
}
