using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Orders;

/// <summary>Order by tensor operations, on every device. Autograd can record the sums.</summary>
/// <param name="index">The pixels of each row in their order, [regions, pixels], int64.</param>
internal sealed class TensorOrder(Tensor index) : IOrder
{
    /// <inheritdoc/>
    public Tensor Index => index;

    /// <summary>Orders the pixels of each row.</summary>
    /// <param name="rows">The values that order the pixels, [regions, pixels].</param>
    public static TensorOrder Sort(Tensor rows) => new(rows.detach().sort(1, descending: true, stable: true).Indices);

    /// <inheritdoc/>
    public Tensor Sum(Tensor rows, bool isAfter)
    {
        var sorted = rows.gather(1, index).to_type(float64);
        var summed = isAfter ? Exclusive(sorted.flip(1)).flip(1) : Exclusive(sorted);
        return zeros_like(summed).scatter(1, index, summed).to_type(rows.dtype);
    }

    /// <inheritdoc/>
    public Tensor SumOfFirst(Tensor rows, Tensor counts)
    {
        var sorted = rows.gather(1, index).to_type(float64);
        return where(IsFirst(counts), sorted, zeros_like(sorted)).sum(1, keepdim: true);
    }

    /// <inheritdoc/>
    public Tensor ShareOfFirst(Tensor counts, ScalarType type)
    {
        var share = (IsFirst(counts).to_type(float64) / counts).to_type(type);
        return zeros_like(share).scatter(1, index, share);
    }

    private static Tensor Exclusive(Tensor rows) => cat([zeros_like(rows.narrow(1, 0, 1)), rows.narrow(1, 0, rows.shape[1] - 1).cumsum(1)], 1);

    private Tensor IsFirst(Tensor counts) => NumberMath.Range(index.shape[1], float64, index.device).lt(counts);
}
