using static TorchSharp.torch;

namespace LossDsl.Orders;

/// <summary>Descending order of the pixels of each region, with sums over it. It is constant in the backward pass: autograd records the sums, not the order.</summary>
internal sealed class PixelOrder
{
    private readonly RegionRows layout;
    private readonly IOrder order;

    /// <param name="values">The values that order the pixels, [B, C, ...]: -∞ at invalid pixels.</param>
    /// <param name="layout">The layout of regions as rows.</param>
    public PixelOrder(Tensor values, RegionRows layout)
    {
        this.layout = layout;
        var rows = layout.ToRows(values.detach());
        order = NativeOrder.Handles(rows) ? NativeOrder.Sort(rows) : TensorOrder.Sort(rows);
    }

    /// <summary>The pixels of each region in their order, which must live as long as the order is read.</summary>
    public Tensor Index => order.Index;

    /// <summary>Sums, for each pixel, over the pixels of its region that come before it, [B, C, ...].</summary>
    public Tensor Above(Tensor term) => layout.ToPixels(Order(term).Sum(layout.ToRows(term), isAfter: false));

    /// <summary>Sums, for each pixel, over the pixels of its region that come after it, [B, C, ...].</summary>
    public Tensor Below(Tensor term) => layout.ToPixels(Order(term).Sum(layout.ToRows(term), isAfter: true));

    /// <summary>Averages the first pixels of each region; [regions, 1], float64.</summary>
    /// <param name="term">The values of pixels, [B, C, ...].</param>
    /// <param name="counts">The number of first pixels of each region, float64.</param>
    public Tensor MeanOfFirst(Tensor term, Tensor counts) => Order(term).SumOfFirst(layout.ToRows(term), counts.reshape(-1, 1)) / counts.reshape(-1, 1);

    /// <summary>Returns 1/k for the first k pixels of each region and 0 for the others, [B, C, ...].</summary>
    /// <param name="counts">The number k of each region, float64.</param>
    /// <param name="type">The type of the result.</param>
    public Tensor ShareOfFirst(Tensor counts, ScalarType type) => layout.ToPixels(order.ShareOfFirst(counts.reshape(-1, 1), type));

    private IOrder Order(Tensor term) => order is NativeOrder native && term.requires_grad ? native.ToTensors() : order;
}
