namespace LossDsl.Kernels.Windows;

/// <summary>Bands of lines of an image, which are filtered in any order and in parallel. What one part of a window leaves of a band stays in the cache for the next part.</summary>
internal sealed class LineBands
{
    // Values of a band: 128 KiB. A band, its extremes after each part and its adjoints fit into a second-level cache.
    private const int Size = 1 << 14;

    private readonly int lines;
    private readonly int height;

    /// <param name="lines">Lines of the image.</param>
    /// <param name="reach">Number of lines on each side of a band that its window reads.</param>
    public LineBands(WindowLines lines, int reach)
    {
        // With four times as many lines of its own as lines on one side, a band computes at most half of its lines again.
        (this.lines, height) = (lines.Count, Math.Clamp(Math.Max(Size / lines.Width, 4 * reach), 1, lines.Count));
        Count = (lines.Count + height - 1) / height;
    }

    /// <summary>Number of bands of an image.</summary>
    public int Count { get; }

    /// <summary>Returns the lines of a band.</summary>
    public LineRange this[int band] => new(band * height, Math.Min(lines, (band + 1) * height));
}
