using LossDsl.CompilerServices;
using LossDsl.Filters;

namespace LossDsl.Kernels.Windows;

/// <summary>
/// Maximum or minimum over a window, and its adjoint, over float64 images in memory. A box is applied one dimension after the other: the first pixel of a box that attains an extreme
/// is the first of its line in the first line that attains it.
/// </summary>
internal sealed class WindowExtreme
{
    private readonly WindowLines lines;
    private readonly ExtremePart[] parts;
    private readonly LineBands bands;

    /// <param name="shape">Spatial dimensions of an image; empty for an image of one pixel.</param>
    /// <param name="window">Window.</param>
    /// <param name="isMaximum">Whether to take the maximum; otherwise the minimum.</param>
    public WindowExtreme(IReadOnlyCollection<long> shape, LocalWindow window, bool isMaximum)
    {
        lines = new(shape);
        parts = [.. Parts(window, shape.Count).Select(part => new ExtremePart(lines, part.Places, isMaximum, window.PadsWithZero))];
        bands = new(lines, parts.Sum(static part => part.Reach));
    }

    /// <summary>Computes the extremes in the images of each included class.</summary>
    /// <param name="source">Field of values, float64.</param>
    /// <param name="result">Field that receives the extremes, float64. It must not overlap the source.</param>
    /// <param name="planes">Images.</param>
    public void Run(PixelField source, PixelField result, PlaneRange planes) => planes.ForEach(bands.Count, (image, @class, band) =>
    {
        using var room = new LineRoom(lines.Width);
        Run(lines.Image(source, image, @class), bands[band], room, lines.Image(result, image, @class));
    });

    /// <summary>Gives the adjoint of each extreme to the first value that attains it, in the images of each included class.</summary>
    /// <param name="adjoints">Field of the adjoints, float64.</param>
    /// <param name="values">Field of values, float64.</param>
    /// <param name="result">Field that receives the adjoints of the values, float64. It must not overlap the others.</param>
    /// <param name="planes">Images.</param>
    public void RunAdjoint(PixelField adjoints, PixelField values, PixelField result, PlaneRange planes) => planes.ForEach(bands.Count, (image, @class, band) =>
    {
        using var room = new LineRoom(lines.Width);
        RunAdjoint(lines.Image(adjoints, image, @class), lines.Image(values, image, @class), lines.Image(result, image, @class), bands[band], room);
    });

    private static IReadOnlyList<WindowPart> Parts(LocalWindow window, int dimensions) => dimensions == 0 ? [new([new([0], 1)])] : window.Parts(dimensions);

    // Returns the values that each part reads, and the extremes. Without a result, extremes are in scratch memory.
    private ImageLines[] Run(ImageLines values, LineRange range, LineRoom room, ImageLines? result)
    {
        var ranges = new LineRange[parts.Length];
        for (var part = parts.Length - 1; part >= 0; part--)
        {
            (ranges[part], range) = (range, range.Widen(parts[part].Reach, lines.Count));
        }

        ImageLines[] computed = [values, .. ranges.Select((lines, part) => part == parts.Length - 1 && result is { } wanted ? wanted : room.Take(lines))];
        for (var part = 0; part < parts.Length; part++)
        {
            parts[part].Run(computed[part], computed[part + 1], ranges[part]);
        }

        return computed;
    }

    // A part gives to the lines of a range from the windows around them, whose adjoints the part after it gives.
    private void RunAdjoint(ImageLines adjoints, ImageLines values, ImageLines result, LineRange range, LineRoom room)
    {
        var ranges = new LineRange[parts.Length];
        for (var part = 0; part < parts.Length; part++)
        {
            (ranges[part], range) = (range, range.Widen(parts[part].Reach, lines.Count));
        }

        var computed = Run(values, range, room, null);
        for (var part = parts.Length - 1; part >= 0; part--)
        {
            var given = part == 0 ? result : room.Take(ranges[part]);
            parts[part].RunAdjoint(adjoints, computed[part], computed[part + 1], given, ranges[part]);
            adjoints = given;
        }
    }
}
