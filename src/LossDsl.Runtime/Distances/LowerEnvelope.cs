namespace LossDsl.Distances;

/// <summary>
/// Lower envelope of the parabolas height[v] + ((i - v) step)² along a line of pixels: the parabolas that are lowest somewhere, from left to right, and the position at which each
/// becomes the lowest. Distance maps use it to add the distance along one axis to squared distances along the others.
/// </summary>
internal sealed class LowerEnvelope
{
    // Of each parabola on the envelope, its pixel v, its height, and the position from which it is the lowest. Sized for a line with one pixel before and one after it.
    private readonly int[] vertex;
    private readonly double[] height;
    private readonly double[] start;

    // slope[k] is the shift of the crossing of two parabolas k pixels apart per difference of their heights. Tabulated, since the divisions would dominate the run time.
    private readonly double[] slope;
    private readonly double step;
    private int count;

    /// <param name="length">The number of pixels of a line.</param>
    /// <param name="step">The distance of neighbouring pixels on the line.</param>
    public LowerEnvelope(int length, double step)
    {
        (vertex, height, start, slope) = (new int[length + 2], new double[length + 2], new double[length + 3], new double[length + 2]);
        this.step = step;
        for (var i = 1; i < slope.Length; i++)
        {
            slope[i] = 0.5 / (step * step * i);
        }
    }

    /// <summary>
    /// Replaces each squared distance by the minimum of ((i - v) step)² + squared[v] over the pixels v of its run. A run is a sequence of pixels of one side.
    /// The two pixels of the other side next to the run take part with 0 in place of squared[v].
    /// </summary>
    /// <param name="sides">The mask along the line.</param>
    /// <param name="squared">The squared distances along the line.</param>
    public void Update(ReadOnlySpan<bool> sides, Span<double> squared)
    {
        // The nearest pixel of the other side ends the search, so each run of pixels of one side is a line of its own, with distance 0 just beyond its ends.
        for (var first = 0; first < sides.Length;)
        {
            var run = sides[first..].IndexOf(!sides[first]);
            var end = run < 0 ? sides.Length : first + run;
            UpdateRun(squared[first..end], first > 0, end < sides.Length);
            first = end;
        }
    }

    private void UpdateRun(Span<double> squared, bool endsBefore, bool endsAfter)
    {
        count = 0;
        if (endsBefore)
        {
            Add(-1, 0, squared.Length);
        }

        for (var i = 0; i < squared.Length; i++)
        {
            if (!double.IsPositiveInfinity(squared[i]))
            {
                Add(i, squared[i], squared.Length);
            }
        }

        if (endsAfter)
        {
            Add(squared.Length, 0, squared.Length);
        }

        Fill(squared);
    }

    private void Add(int v, double h, int length)
    {
        var crossing = double.NegativeInfinity;
        for (; count > 0; count--)
        {
            var (v0, h0) = (vertex[count - 1], height[count - 1]);
            crossing = ((h - h0) * slope[v - v0]) + (0.5 * (v + v0));
            if (crossing > start[count - 1])
            {
                break;
            }

            crossing = double.NegativeInfinity;
        }

        // A parabola that is the lowest only beyond the end of the line is left out.
        if (crossing < length - 1)
        {
            (vertex[count], height[count], start[count]) = (v, h, crossing);
            count++;
        }
    }

    private void Fill(Span<double> squared)
    {
        if (count == 0)
        {
            return;
        }

        start[count] = double.PositiveInfinity;
        var k = 0;
        for (var i = 0; i < squared.Length; i++)
        {
            while (start[k + 1] < i)
            {
                k++;
            }

            var distance = (i - vertex[k]) * step;
            squared[i] = height[k] + (distance * distance);
        }
    }
}
