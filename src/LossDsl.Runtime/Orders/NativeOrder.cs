using LossDsl.Kernels.Memory;
using static TorchSharp.torch;

namespace LossDsl.Orders;

/// <summary>Order of rows on the CPU by radix sort. Results have the same bits for any number of threads.</summary>
/// <param name="order">The pixels of each row in their order, [regions, pixels], int32.</param>
internal sealed unsafe class NativeOrder(Tensor order) : IOrder
{
    private readonly int regions = (int)order.shape[0];
    private readonly int pixels = (int)order.shape[1];

    /// <inheritdoc/>
    public Tensor Index => order;

    /// <summary>Returns whether a radix sort can order rows.</summary>
    public static bool Handles(Tensor rows) => rows.device_type == TorchSharp.DeviceType.CPU && rows.dtype is ScalarType.Float32 or ScalarType.Float64 && rows.shape[1] < int.MaxValue;

    /// <summary>Returns 1/k for the k largest values of each row and 0 for the others, [regions, pixels], without sorting them.</summary>
    /// <param name="rows">The values, [regions, pixels], contiguous, float32 or float64.</param>
    /// <param name="counts">The number k of each row, [regions, 1], float64.</param>
    public static Tensor ShareOfTop(Tensor rows, Tensor counts)
    {
        var (result, first, pixels) = (GradientPool.Rent(rows.shape, rows.dtype), counts.data<double>().ToArray(), (int)rows.shape[1]);
        var (values, shares, isSingle) = (NativeTensor.Address(rows), NativeTensor.Address(result), rows.dtype == float32);
        RowLoop.Run(first.Length, pixels, row =>
        {
            var at = (nint)row * pixels;
            if (isSingle)
            {
                TopSelection.Write((float*)values + at, (float*)shares + at, pixels, (int)first[row], (float)(1 / first[row]));
            }
            else
            {
                TopSelection.Write((double*)values + at, (double*)shares + at, pixels, (int)first[row], 1 / first[row]);
            }
        });
        GC.KeepAlive(rows);
        return result;
    }

    /// <summary>Orders the pixels of each row.</summary>
    /// <param name="rows">The values that order the pixels, [regions, pixels], contiguous, float32 or float64.</param>
    public static NativeOrder Sort(Tensor rows)
    {
        var (order, pixels) = (GradientPool.Rent(rows.shape, ScalarType.Int32), (int)rows.shape[1]);
        var (values, result, isSingle) = (NativeTensor.Address(rows), NativeTensor.Address(order), rows.dtype == float32);
        RowLoop.Run((int)rows.shape[0], pixels, row =>
        {
            var first = (nint)row * pixels;
            if (isSingle)
            {
                RadixSort.Descending((float*)values + first, (int*)result + first, pixels);
            }
            else
            {
                RadixSort.Descending((double*)values + first, (int*)result + first, pixels);
            }
        });
        GC.KeepAlive(rows);
        return new(order);
    }

    /// <summary>Returns the same order for sums that autograd records.</summary>
    public TensorOrder ToTensors() => new(order.to_type(int64));

    /// <inheritdoc/>
    public Tensor Sum(Tensor rows, bool isAfter) => rows.dtype == float32 ? Sum<float>(rows, isAfter) : Sum<double>(rows, isAfter);

    /// <inheritdoc/>
    public Tensor SumOfFirst(Tensor rows, Tensor counts) => rows.dtype == float32 ? SumOfFirst<float>(rows, counts) : SumOfFirst<double>(rows, counts);

    /// <inheritdoc/>
    public Tensor ShareOfFirst(Tensor counts, ScalarType type) => type == float32 ? ShareOfFirst<float>(counts, type) : ShareOfFirst<double>(counts, type);

    private Tensor Sum<T>(Tensor rows, bool isAfter)
        where T : unmanaged, System.Numerics.IFloatingPoint<T>
    {
        var result = GradientPool.Rent(rows.shape, rows.dtype);
        var (terms, sums, order) = (Pointer<T>(rows), Pointer<T>(result), Order);
        RowLoop.Run(regions, pixels, row => OrderedSums.Exclusive(((T*)terms) + ((nint)row * pixels), (int*)order + ((nint)row * pixels), ((T*)sums) + ((nint)row * pixels), pixels, isAfter));
        GC.KeepAlive(rows);
        return result;
    }

    private Tensor SumOfFirst<T>(Tensor rows, Tensor counts)
        where T : unmanaged, System.Numerics.IFloatingPoint<T>
    {
        var (sums, first, terms, order) = (new double[regions], counts.data<double>().ToArray(), Pointer<T>(rows), Order);
        RowLoop.Run(regions, pixels, row => sums[row] = OrderedSums.First(((T*)terms) + ((nint)row * pixels), (int*)order + ((nint)row * pixels), (int)first[row]));
        GC.KeepAlive(rows);
        return tensor(sums, [regions, 1L]);
    }

    private Tensor ShareOfFirst<T>(Tensor counts, ScalarType type)
        where T : unmanaged, System.Numerics.IFloatingPoint<T>
    {
        var result = GradientPool.Rent(order.shape, type);
        var (shares, first, ordered) = (Pointer<T>(result), counts.data<double>().ToArray(), Order);
        RowLoop.Run(regions, pixels, row =>
        {
            var share = new Span<T>(((T*)shares) + ((nint)row * pixels), pixels);
            share.Clear();
            foreach (var pixel in new ReadOnlySpan<int>((int*)ordered + ((nint)row * pixels), (int)first[row]))
            {
                share[pixel] = T.CreateTruncating(1 / first[row]);
            }
        });
        return result;
    }

    private nint Order => NativeTensor.Address(order);

    private static nint Pointer<T>(Tensor tensor) => NativeTensor.Address(tensor);
}
