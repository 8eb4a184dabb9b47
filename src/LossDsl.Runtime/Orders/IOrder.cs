using static TorchSharp.torch;

namespace LossDsl.Orders;

/// <summary>Descending order of the pixels of each row. Of equal values that of the first pixel comes first.</summary>
internal interface IOrder
{
    /// <summary>The pixels of each row in their order, [regions, pixels], int32 or int64.</summary>
    Tensor Index { get; }

    /// <summary>Sums, for each pixel, over the pixels of its row that come before it, or after it; in the type of the values.</summary>
    /// <param name="rows">Values of pixels, [regions, pixels], contiguous.</param>
    /// <param name="isAfter">Whether to sum over the pixels that come after each pixel.</param>
    Tensor Sum(Tensor rows, bool isAfter);

    /// <summary>Sums the values of the first pixels of each row; [regions, 1], float64.</summary>
    /// <param name="rows">Values of pixels, [regions, pixels], contiguous.</param>
    /// <param name="counts">The number of first pixels of each row, [regions, 1], float64.</param>
    Tensor SumOfFirst(Tensor rows, Tensor counts);

    /// <summary>Returns 1/k for the first k pixels of each row and 0 for the others, [regions, pixels].</summary>
    /// <param name="counts">The number k of each row, [regions, 1], float64.</param>
    /// <param name="type">The type of the result, float32 or float64.</param>
    Tensor ShareOfFirst(Tensor counts, ScalarType type);
}
