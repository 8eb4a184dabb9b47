namespace LossDsl.Distances;

/// <summary>
/// Along a line of pixels, the lowest of the parabolas height[v] + ((i - v) step)²: from left to right, each one that is the lowest somewhere, and the first pixel where it is.
/// </summary>
internal sealed class LowerEnvelope(int length, double step)
{
    // A line, and a pixel before and after it.
    private readonly int[] vertex = new int[length + 2];
    private readonly int[] start = new int[length + 2];
    private readonly double[] height = new double[length + 2];
    private int count;

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

    private void Add(int v, double h, int end)
    {
        var from = 0;
        while (count > 0 && (from = TakesOver(v, h, end)) <= start[count - 1])
        {
            count--;
            from = 0;
        }

        if (from < end)
        {
            (vertex[count], height[count], start[count]) = (v, h, from);
            count++;
        }
    }

    /// <summary>The first pixel where a parabola is lower than the last one of the envelope, or the end.</summary>
    private int TakesOver(int v, double h, int end)
    {
        var (v0, h0) = (vertex[count - 1], height[count - 1]);
        var crossing = 0.5 * (((h - h0) / (step * step * (v - v0))) + v + v0);
        return crossing < 0 ? 0 : crossing < end ? (int)crossing + 1 : end;
    }

    private void Fill(Span<double> squared)
    {
        for (var k = 0; k < count; k++)
        {
            var end = k + 1 < count ? start[k + 1] : squared.Length;
            for (var i = start[k]; i < end; i++)
            {
                var way = (i - vertex[k]) * step;
                squared[i] = height[k] + (way * way);
            }
        }
    }
}
