using LossDsl.Orders;
using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.CompilerServices;

/// <content>Values that depend on the order of the pixels of a region.</content>
public sealed partial class Pixels
{
    private readonly Dictionary<Field, PixelOrder> orders = new(ReferenceEqualityComparer.Instance);

    /// <summary>Averages the largest values among the valid pixels of each region: a share of the valid pixels, rounded down, but at least one. float64.</summary>
    /// <param name="term">One value for each pixel.</param>
    /// <param name="share">The share of the pixels.</param>
    public Field Top(Field term, double share) => Order(term).MeanOfFirst(regions.Mask(ToTensor(term)), TopCount.Compute(regions.N, share)).reshape(regions.Shape);

    /// <summary>Returns the derivative of <see cref="Top"/> by the value of each pixel, [B, C, ...]: 1/k at the k pixels that it averages, 0 elsewhere.</summary>
    /// <param name="term">One value for each pixel.</param>
    /// <param name="share">The share of the pixels.</param>
    public Field TopShare(Field term, double share) => Order(term).ShareOfFirst(TopCount.Compute(regions.N, share), Input.dtype);

    /// <summary>Sums, for each pixel, over the valid pixels of its region that come before it in the descending order of another value; [B, C, ...].</summary>
    /// <param name="term">The summand of each pixel.</param>
    /// <param name="order">The value of each pixel that orders the pixels, kept.</param>
    public Field Above(Field term, Field order) => Order(order).Above(regions.Mask(ToTensor(term)));

    /// <summary>Sums, for each pixel, over the valid pixels of its region that come after it in the order of <see cref="Above"/>; [B, C, ...].</summary>
    /// <param name="term">The summand of each pixel.</param>
    /// <param name="order">The value of each pixel that orders the pixels, kept.</param>
    public Field Below(Field term, Field order) => Order(order).Below(regions.Mask(ToTensor(term)));

    // Generated code reads a value that orders pixels from one variable, so each is sorted once.
    private PixelOrder Order(Field values)
    {
        if (!orders.TryGetValue(values, out var order))
        {
            orders.Add(values, order = regions.Order(values));
        }

        return order;
    }
}
