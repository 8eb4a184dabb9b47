using LossDsl.Kernels.Memory;

namespace LossDsl.Kernels.Windows;

/// <summary>
/// A window over an image in bands of rows, so few that what one dimension leaves for the next stays in the caches: memory is read once and written once, however many dimensions there are.
/// Rows are those of the last two dimensions; a slab is what these two have together.
/// </summary>
internal sealed unsafe class WindowBands
{
    // The numbers of a band: 256 KiB, a part of a second-level cache.
    private const int Size = 1 << 15;

    // The numbers that rows leave for columns at a time: 16 KiB, half a first-level cache.
    private const int BlockSize = 1 << 11;

    // The dimensions before rows and columns.
    private readonly WindowAxis[] outer;

    // From one input of an outer dimension to the next, in slabs.
    private readonly int[] strides;

    private readonly WindowAxis? rows;
    private readonly WindowAxis columns;
    private readonly int height;
    private readonly int perBlock;
    private readonly int perSlab;

    /// <param name="axes">The dimensions, one at least.</param>
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

        // What a band reads beyond itself should be less than the band.
        height = rows is null ? 1 : Math.Clamp(Math.Max(Size / columns.Length, 4 * rows.Half), 1, rows.Length);
        perBlock = Math.Clamp(BlockSize / columns.Length, 1, height);
        perSlab = rows is null ? 1 : (rows.Length + height - 1) / height;
        Count = slabs * perSlab;
    }

    /// <summary>How many bands an image has.</summary>
    public int Count { get; }

    /// <summary>The numbers that a band needs memory for: a block, and all rows that it reads where there are outer dimensions.</summary>
    public int Room => rows is null ? 0 : columns.Length * (perBlock + (outer.Length == 0 ? 0 : Math.Min(rows.Length, height + (2 * rows.Half))));

    /// <summary>Filters one band.</summary>
    /// <param name="band">Which.</param>
    /// <param name="source">The image.</param>
    /// <param name="result">Where the filtered image goes.</param>
    /// <param name="room">Memory of <see cref="Room"/> numbers.</param>
    public void Run(int band, double* source, double* result, double* room)
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
        var lines = source + (first * width);
        if (outer.Length > 0)
        {
            lines = room + (perBlock * width);
            Slab(outer.Length - 1, slab, source + (first * width), lines, (rows.End(end - 1) - first) * width);
        }

        for (int row = start, count; row < end; row += count)
        {
            count = rows.Alike(row, Math.Min(end, row + perBlock));
            rows.Across(lines + ((rows.First(row) - first) * width), width, row, room, count * width);
            columns.Along(room, result + ((((nint)slab * rows.Length) + row) * width), count);
        }
    }

    // Numbers of a slab, filtered along the outer dimensions up to one. Where there are several outer dimensions, what they have in common is computed again for each slab: nobody has such images.
    private void Slab(int dimension, int slab, double* source, double* result, nint count)
    {
        var (axis, stride, slabSize) = (outer[dimension], strides[dimension], (nint)rows!.Length * columns.Length);
        var output = slab / stride % axis.Length;
        var (first, inputs) = (slab + ((axis.First(output) - output) * stride), axis.End(output) - axis.First(output));
        if (dimension == 0)
        {
            axis.Across(source + (first * slabSize), stride * slabSize, output, result, count);
            return;
        }

        using var room = new FieldMemory(inputs * count * sizeof(double));
        for (var input = 0; input < inputs; input++)
        {
            Slab(dimension - 1, first + (input * stride), source, (double*)room.Address + (input * count), count);
        }

        axis.Across((double*)room.Address, count, output, result, count);
    }
}
