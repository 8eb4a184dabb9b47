namespace LossDsl.Conformance.Distances;

/// <summary>Distance maps one axis after the other, every pixel of a line against every other of it: for images that have too many pairs.</summary>
internal static class AxisByAxis
{
    public static double[] Map(bool[] pixels, int[] lengths, double[] spacing)
    {
        var (toForeground, toBackground) = (Squares(pixels, true, lengths, spacing), Squares(pixels, false, lengths, spacing));
        return [.. pixels.Select((on, i) => Math.Sqrt(on ? toBackground[i] : toForeground[i]))];
    }

    private static double[] Squares(bool[] pixels, bool side, int[] lengths, double[] spacing)
    {
        double[] squares = [.. pixels.Select(on => on == side ? 0 : double.PositiveInfinity)];
        var stride = pixels.Length;
        for (var axis = 0; axis < lengths.Length; axis++)
        {
            stride /= lengths[axis];
            squares = Along(squares, lengths[axis], stride, spacing[axis]);
        }

        return squares;
    }

    private static double[] Along(double[] squares, int length, int stride, double step)
    {
        // Most pixels of a sparse mask are infinitely far: only the others are looked at.
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
