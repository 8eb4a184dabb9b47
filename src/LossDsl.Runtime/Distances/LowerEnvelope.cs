namespace LossDsl.Distances;

/// <summary>
/// Along a line of pixels, the lowest of the parabolas height[v] + ((i - v) step)²: from left to right, each one that is the lowest somewhere, and where it becomes so.
/// </summary>
internal sealed class LowerEnvelope
{
    // A line, and a pixel before and after it.
    private readonly int[] vertex;
    private readonly double[] height;
    private readonly double[] start;

    // Of two parabolas so many pixels apart, what the difference of their heights moves their crossing by: a division for each would cost more than all the rest.
    private readonly double[] slope;
    private readonly double step;
    private int count;

    public LowerEnvelope(int length, double step)
    {
        (vertex, height, start, slope) = (new int[length + 2], new double[length + 2], new double[length + 3], new double[length + 2]);
        this.step = step;
        for (var i = 1; i < slope.Length; i++)
        {
            slope[i] = 0.5 / (step * step * i);
        }
    }

    /// <summary>Lowers squared distances to those of the best way along the line and on from there.</summary>
    /// <param name="sides">The mask along the line.</param>
    /// <param name="squared">The squared distances along the line.</param>
    public void Update(ReadOnlySpan<bool> sides, Span<double> squared)
    {
        // No way leads through the other side, for it would end there: pixels of one side in a row are a line of their own, with a distance of 0 just beyond its ends.
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

        // One that is the lowest only behind the line is left out.
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

            var way = (i - vertex[k]) * step;
            squared[i] = height[k] + (way * way);
        }
    }
}
