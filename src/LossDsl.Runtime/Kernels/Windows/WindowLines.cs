using LossDsl.CompilerServices;
using LossDsl.Filters;

namespace LossDsl.Kernels.Windows;

/// <summary>Lines of an image along its last dimension, and the places of a window part among them.</summary>
/// <param name="shape">Spatial dimensions of the image; empty for an image of one pixel.</param>
internal sealed unsafe class WindowLines(IReadOnlyCollection<long> shape)
{
    private readonly int[] outer = [.. shape.Take(shape.Count - 1).Select(static length => checked((int)length))];

    /// <summary>Number of pixels of a line.</summary>
    public int Width { get; } = checked((int)shape.DefaultIfEmpty(1).Last());

    /// <summary>Number of lines.</summary>
    public int Count { get; } = checked((int)shape.Take(shape.Count - 1).Aggregate(1L, static (product, length) => product * length));

    /// <summary>Returns the lines of an image of a field of float64 values.</summary>
    public ImageLines Image(PixelField field, int image, int @class) => new(PlaneRange.Address(field, image, @class), 0, Width);

    /// <summary>Returns the largest distance in lines from a line to one that a place of the window reads.</summary>
    public int Reach(IReadOnlyList<WindowPlace> places) => places.Select(Distance).DefaultIfEmpty(0).Max();

    /// <summary>Returns the line that a place of the window reads.</summary>
    /// <param name="line">Line of the pixel in the middle.</param>
    /// <param name="place">Place of the window.</param>
    /// <param name="isNearest">Whether a line beyond the border stands for the nearest line.</param>
    /// <returns>The line, or -1 beyond the border.</returns>
    public int Find(int line, WindowPlace place, bool isNearest)
    {
        var (found, stride) = (line, 1);
        for (var dimension = outer.Length - 1; dimension >= 0; dimension--)
        {
            var at = line / stride % outer[dimension];
            var wanted = at + place.Offsets[dimension];
            var nearest = Math.Clamp(wanted, 0, outer[dimension] - 1);
            if (nearest != wanted && !isNearest)
            {
                return -1;
            }

            (found, stride) = (found + ((nearest - at) * stride), stride * outer[dimension]);
        }

        return found;
    }

    /// <summary>Returns the pixels of a line whose place lies within the image: the first, and the one after the last. The pixels before or after have their place beyond the border.</summary>
    public (int Start, int End) Within(WindowPlace place)
    {
        var offset = place.Offsets[^1];
        return (Math.Clamp(-offset, 0, Width), Math.Clamp(Width - offset, 0, Width));
    }

    private int Distance(WindowPlace place)
    {
        var (distance, stride) = (0, 1);
        for (var dimension = outer.Length - 1; dimension >= 0; dimension--)
        {
            (distance, stride) = (distance + (Math.Abs(place.Offsets[dimension]) * stride), stride * outer[dimension]);
        }

        return Math.Min(distance, Count);
    }
}
