using LossDsl.Kernels.Memory;

namespace LossDsl.Kernels.Windows;

/// <summary>
/// Window over one image, in bands of rows. A band is small enough that the result of filtering one dimension stays in the cache for the next. So memory is read once and written once,
/// for any number of dimensions. A slab is an image of the last two dimensions; its rows run along the last dimension.
/// </summary>
internal sealed unsafe class WindowBands
{
    // Values of a band: 256 KiB, a part of a second-level cache.
    private const int Size = 1 << 15;

    // Values that filtering across rows leaves for filtering along rows at a time: 16 KiB, half a first-level cache.
    private const int BlockSize = 1 << 11;

    // Dimensions before the last two.
    private readonly WindowAxis[] outer;

    // Number of slabs from one input of an outer dimension to the next.
    private readonly int[] strides;

    private readonly WindowAxis? rows;
    private readonly WindowAxis columns;
    private readonly int height;
    private readonly int perBlock;
    private readonly int perSlab;

    /// <param name="axes">Window along each spatial dimension, at least one.</param>
    public WindowBands(WindowAxis[] axes)
    {
        (outer, rows, columns) = (axes[..Math.Max(0, axes.Length - 2)], axes.Length > 1 ? axes[^2] : null, axes[^1]);
        strides = new int[outer.Length];
        var slabs = 1;
        for (var dimension = outer.Length - 1; dimension >= 0; dimension--)
        {
            strides[dimension] = slabs;
            slabs *= outer[dimension].Length;
        }

        // A band reads rows.Half rows beyond each end. With 4 rows.Half rows of its own, the overhead is at most half a band.
        height = rows is null ? 1 : Math.Clamp(Math.Max(Size / columns.Length, 4 * rows.Half), 1, rows.Length);
        perBlock = Math.Clamp(BlockSize / columns.Length, 1, height);
        perSlab = rows is null ? 1 : (rows.Length + height - 1) / height;
        Count = slabs * perSlab;
    }

    /// <summary>Number of bands of an image. They can be filtered in any order and in parallel.</summary>
    public int Count { get; }

    /// <summary>Number of float64 values of scratch memory that a band needs for each image: one block, and with outer dimensions also all rows that the band reads.</summary>
    public int ScratchSize => rows is null ? 0 : columns.Length * (perBlock + (outer.Length == 0 ? 0 : Math.Min(rows.Length, height + (2 * rows.Half))));

    /// <summary>Filters one band.</summary>
    /// <param name="band">Index of the band.</param>
    /// <param name="source">Image to filter, all bands.</param>
    /// <param name="result">Filtered image, all bands. It must not overlap the source.</param>
    /// <param name="room">Scratch memory for <see cref="ScratchSize"/> values of each image.</param>
    public void Run<TPlanes>(int band, TPlanes source, TPlanes result, double* room)
        where TPlanes : unmanaged, IWindowPlanes<TPlanes>
    {
        if (rows is null)
        {
            columns.Along(source, result, 1);
            return;
        }

        nint width = columns.Length;
        var slab = band / perSlab;
        var start = band % perSlab * height;
        var end = Math.Min(start + height, rows.Length);
        var first = rows.First(start);
        var block = source.In(room, perBlock * width);
        var lines = source.From(first * width);
        if (outer.Length > 0)
        {
            var count = (rows.End(end - 1) - first) * width;
            lines = source.In(room + (TPlanes.Count * perBlock * width), count);
            FilterOuter(outer.Length - 1, slab, source.From(first * width), lines, count);
        }

        for (int row = start, count; row < end; row += count)
        {
            count = rows.Alike(row, Math.Min(end, row + perBlock));
            rows.Across(lines.From((rows.First(row) - first) * width), width, row, block, count * width);
            columns.Along(block, result.From((((nint)slab * rows.Length) + row) * width), count);
        }
    }

    // Filters values of a slab along the outer dimensions up to one of them. With several outer dimensions (four or more spatial dimensions), intermediate results are computed
    // again for each slab; no such images are known in practice.
    private void FilterOuter<TPlanes>(int dimension, int slab, TPlanes source, TPlanes result, nint count)
        where TPlanes : unmanaged, IWindowPlanes<TPlanes>
    {
        var (axis, stride, slabSize) = (outer[dimension], strides[dimension], (nint)rows!.Length * columns.Length);
        var output = slab / stride % axis.Length;
        var (first, inputs) = (slab + ((axis.First(output) - output) * stride), axis.End(output) - axis.First(output));
        if (dimension == 0)
        {
            axis.Across(source.From(first * slabSize), stride * slabSize, output, result, count);
            return;
        }

        using var room = new FieldMemory(TPlanes.Count * inputs * count * sizeof(double));
        var filtered = source.In((double*)room.Address, inputs * count);
        for (var input = 0; input < inputs; input++)
        {
            FilterOuter(dimension - 1, first + (input * stride), source, filtered.From(input * count), count);
        }

        axis.Across(filtered, count, output, result, count);
    }
}
