namespace LossDsl.Distances;

/// <summary>
/// Minimizes squared distances along an axis whose pixels are not contiguous in memory. Several lines at a time are copied into a buffer, so that memory is
/// accessed in whole cache lines.
/// </summary>
internal static class StridedAxis
{
    // The float64 values of a cache line: so many adjacent columns are copied together.
    private const int Width = 8;

    /// <summary>Replaces each squared distance by the minimum over the line through its pixel along the axis, as <see cref="LowerEnvelope"/> defines it.</summary>
    public static void Update(PlaneBuffer plane, int axis)
    {
        var (length, stride) = (plane.Grid.Lengths[axis], plane.Grid.Stride(axis));
        var (slab, perSlab) = (length * stride, (stride + Width - 1) / Width);
        ParallelPieces.ForEach(plane.Grid.Size / slab * perSlab, plane.Grid.Size, (start, end) =>
        {
            var envelope = new LowerEnvelope(length, plane.Grid.Spacing[axis]);
            var (sides, squares) = (new bool[Width * length], new double[Width * length]);
            for (var block = start; block < end; block++)
            {
                var first = block % perSlab * Width;
                var (at, width) = ((block / perSlab * slab) + first, Math.Min(Width, stride - first));
                Gather<bool>(plane.Mask[at..], sides, length, stride, width);
                Gather<double>(plane.Values[at..], squares, length, stride, width);
                for (var column = 0; column < width; column++)
                {
                    envelope.Update(sides.AsSpan(column * length, length), squares.AsSpan(column * length, length));
                }

                Scatter(squares, plane.Values[at..], length, stride, width);
            }
        });
    }

    private static void Gather<T>(ReadOnlySpan<T> plane, Span<T> columns, int length, int stride, int width)
    {
        for (var i = 0; i < length; i++)
        {
            var row = plane.Slice(i * stride, width);
            for (var column = 0; column < row.Length; column++)
            {
                columns[(column * length) + i] = row[column];
            }
        }
    }

    private static void Scatter(ReadOnlySpan<double> columns, Span<double> plane, int length, int stride, int width)
    {
        for (var i = 0; i < length; i++)
        {
            var row = plane.Slice(i * stride, width);
            for (var column = 0; column < row.Length; column++)
            {
                row[column] = columns[(column * length) + i];
            }
        }
    }
}
