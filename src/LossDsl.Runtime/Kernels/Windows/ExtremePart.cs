using LossDsl.Filters;

namespace LossDsl.Kernels.Windows;

/// <summary>Part of a window that takes an extreme, and its adjoint, over lines of one image.</summary>
/// <param name="lines">Lines of the image.</param>
/// <param name="places">Places of the part, in the order of the pixels.</param>
/// <param name="isMaximum">Whether to take the maximum; otherwise the minimum.</param>
/// <param name="padsWithZero">Whether a place beyond the border is 0; otherwise it does not count, since the nearest pixel is in the window too.</param>
internal sealed class ExtremePart(WindowLines lines, IReadOnlyList<WindowPlace> places, bool isMaximum, bool padsWithZero)
{
    /// <summary>Number of lines that the part reads on each side of a line.</summary>
    public int Reach { get; } = lines.Reach(places);

    /// <summary>Computes the extremes of some lines.</summary>
    /// <param name="source">Values of the image.</param>
    /// <param name="result">Lines that receive the extremes.</param>
    /// <param name="range">Lines to compute.</param>
    public void Run(ImageLines source, ImageLines result, LineRange range)
    {
        for (var line = range.Start; line < range.End; line++)
        {
            var extremes = result[line];
            extremes.Fill(isMaximum ? double.NegativeInfinity : double.PositiveInfinity);
            foreach (var place in places)
            {
                Take(source, extremes, line, place);
            }
        }
    }

    /// <summary>Gives the adjoint of each extreme to the first value that attains it. Windows around the lines give to them too; each line receives in the order of these windows.</summary>
    /// <param name="adjoints">Adjoints of the extremes.</param>
    /// <param name="values">Values of the image.</param>
    /// <param name="extremes">Extremes of the image.</param>
    /// <param name="result">Lines that receive the adjoints of the values.</param>
    /// <param name="range">Lines to compute.</param>
    public void RunAdjoint(ImageLines adjoints, ImageLines values, ImageLines extremes, ImageLines result, LineRange range)
    {
        result.Clear(range);
        var rest = new double[lines.Width];
        var windows = range.Widen(Reach, lines.Count);
        for (var line = windows.Start; line < windows.End; line++)
        {
            adjoints[line].CopyTo(rest);
            foreach (var place in places)
            {
                Give(values, extremes[line], rest, result, range, line, place);
            }
        }
    }

    private void Take(ImageLines source, Span<double> extremes, int line, WindowPlace place)
    {
        var (at, start, end) = Find(line, place);
        LineMath.Extreme(extremes[start..end], Shifted(source, at, start, end, place), isMaximum);
        if (padsWithZero)
        {
            Bound(extremes[..start]);
            Bound(extremes[end..]);
        }
    }

    private void Give(ImageLines values, Span<double> extremes, Span<double> rest, ImageLines result, LineRange range, int line, WindowPlace place)
    {
        var (at, start, end) = Find(line, place);
        var own = Shifted(values, at, start, end, place);
        if (range.Contains(at))
        {
            LineMath.Move(own, extremes[start..end], rest[start..end], Shifted(result, at, start, end, place));
        }
        else
        {
            LineMath.Drop(own, extremes[start..end], rest[start..end]);
        }

        if (padsWithZero)
        {
            LineMath.Drop(extremes[..start], rest[..start]);
            LineMath.Drop(extremes[end..], rest[end..]);
        }
    }

    // The pixels of a line whose place lies within the image; none if its line lies beyond.
    private (int At, int Start, int End) Find(int line, WindowPlace place)
    {
        var at = lines.Find(line, place, isNearest: false);
        var (start, end) = at < 0 ? (0, 0) : lines.Within(place);
        return (Math.Max(at, 0), Math.Min(start, end), end);
    }

    private static Span<double> Shifted(ImageLines image, int line, int start, int end, WindowPlace place) => start == end ? [] : image[line].Slice(start + place.Offsets[^1], end - start);

    private void Bound(Span<double> extremes)
    {
        foreach (ref var extreme in extremes)
        {
            extreme = isMaximum ? Math.Max(extreme, 0) : Math.Min(extreme, 0);
        }
    }
}
