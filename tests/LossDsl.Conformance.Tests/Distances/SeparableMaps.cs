namespace LossDsl.Conformance.Distances;

/// <summary>
/// Computes Euclidean distance maps axis by axis, comparing every pixel of a line with every other of the line. The oracle for images that have too many pixels for <see
/// cref="BruteForceMaps"/>.
/// </summary>
internal static class SeparableMaps
{
    public static double[] Map(bool[] pixels, int[] lengths, double[] spacing)
    {
        var (toForeground, toBackground) = (SquaredDistances(pixels, true, lengths, spacing), SquaredDistances(pixels, false, lengths, spacing));
        return [.. pixels.Select((on, i) => Math.Sqrt(on ? toBackground[i] : toForeground[i]))];
    }

    private static double[] SquaredDistances(bool[] pixels, bool side, int[] lengths, double[] spacing)
    {
        double[] squares = [.. pixels.Select(on => on == side ? 0 : double.PositiveInfinity)];
        var stride = pixels.Length;
        for (var axis = 0; axis < lengths.Length; axis++)
        {
            stride /= lengths[axis];
            squares = MinimizedAlongAxis(squares, lengths[axis], stride, spacing[axis]);
        }

        return squares;
    }

    private static double[] MinimizedAlongAxis(double[] squares, int length, int stride, double step)
    {
        // Most pixels of a sparse mask are still at infinite distance after the first axes; leaving them out makes the test fast.
        var result = new double[squares.Length];
        for (var line = 0; line < squares.Length / length; line++)
        {
            var first = (line / stride * stride * length) + (line % stride);
            int[] near = [.. Enumerable.Range(0, length).Where(j => double.IsFinite(squares[first + (j * stride)]))];
            for (var i = 0; i < length; i++)
            {
                var best = double.PositiveInfinity;
                foreach (var j in near)
                {
                    best = Math.Min(best, squares[first + (j * stride)] + ((i - j) * step * ((i - j) * step)));
                }

                result[first + (i * stride)] = best;
            }
        }

        return result;
    }
}
