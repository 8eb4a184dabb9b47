using LossDsl.Filters;

namespace LossDsl.Kernels.Windows;

/// <summary>Part of a window that takes an extreme, and its adjoint, over one image.</summary>
/// <param name="lines">Lines of the image.</param>
/// <param name="places">Places of the part, in the order of the pixels.</param>
/// <param name="isMaximum">Whether to take the maximum; otherwise the minimum.</param>
/// <param name="padsWithZero">Whether a place beyond the border is 0; otherwise it does not count, since the nearest pixel is in the window too.</param>
internal sealed unsafe class ExtremePart(WindowLines lines, IReadOnlyList<WindowPlace> places, bool isMaximum, bool padsWithZero)
{
    /// <summary>Computes the extremes of an image.</summary>
    public void Run(double* source, double* result)
    {
        for (var line = 0; line < lines.Count; line++)
        {
            var extremes = Line(result, line);
            extremes.Fill(isMaximum ? double.NegativeInfinity : double.PositiveInfinity);
            foreach (var place in places)
            {
                Take(source, extremes, line, place);
            }
        }
    }

    /// <summary>Gives the adjoint of each extreme to the first value that attains it.</summary>
    /// <param name="adjoints">Adjoints of the extremes.</param>
    /// <param name="values">Values of the image.</param>
    /// <param name="extremes">Extremes of the image.</param>
    /// <param name="result">Image that receives the adjoints of the values.</param>
    public void RunAdjoint(double* adjoints, double* values, double* extremes, double* result)
    {
        var rest = new double[lines.Width];
        new Span<double>(result, checked(lines.Width * lines.Count)).Clear();
        for (var line = 0; line < lines.Count; line++)
        {
            Line(adjoints, line).CopyTo(rest);
            foreach (var place in places)
            {
                Give(values, Line(extremes, line), rest, result, line, place);
            }
        }
    }

    private void Take(double* source, Span<double> extremes, int line, WindowPlace place)
    {
        var (at, start, end) = Find(line, place);
        LineMath.Extreme(extremes[start..end], Shifted(source, at, start, end, place), isMaximum);
        if (padsWithZero)
        {
            Bound(extremes[..start]);
            Bound(extremes[end..]);
        }
    }

    private void Give(double* values, Span<double> extremes, Span<double> rest, double* result, int line, WindowPlace place)
    {
        var (at, start, end) = Find(line, place);
        LineMath.Move(Shifted(values, at, start, end, place), extremes[start..end], rest[start..end], Shifted(result, at, start, end, place));
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

    private Span<double> Line(double* image, int line) => new(image + ((nint)line * lines.Width), lines.Width);

    private Span<double> Shifted(double* image, int line, int start, int end, WindowPlace place) => start == end ? [] : Line(image, line).Slice(start + place.Offsets[^1], end - start);

    private void Bound(Span<double> extremes)
    {
        foreach (ref var extreme in extremes)
        {
            extreme = isMaximum ? Math.Max(extreme, 0) : Math.Min(extreme, 0);
        }
    }
}
