using LossDsl.CompilerServices;
using LossDsl.Filters;
using LossDsl.Kernels.Memory;

namespace LossDsl.Kernels.Windows;

/// <summary>
/// Maximum or minimum over a window, and its adjoint, over float64 images in memory. A box is applied one dimension after the other: the first pixel of a box that attains an extreme
/// is the first of its line in the first line that attains it.
/// </summary>
internal sealed unsafe class WindowExtreme
{
    private readonly IReadOnlyList<ExtremePart> parts;
    private readonly int pixels;

    /// <param name="shape">Spatial dimensions of an image; empty for an image of one pixel.</param>
    /// <param name="window">Window.</param>
    /// <param name="isMaximum">Whether to take the maximum; otherwise the minimum.</param>
    public WindowExtreme(IReadOnlyCollection<long> shape, LocalWindow window, bool isMaximum)
    {
        pixels = checked((int)shape.Aggregate(1L, static (product, length) => product * length));
        parts = shape.Count == 0 ? [] : [.. window.Parts(shape.Count).Select(part => new ExtremePart(new(shape), part.Places, isMaximum, window.PadsWithZero))];
    }

    /// <summary>Computes the extremes in the images of each included class.</summary>
    /// <param name="source">Field of values, float64.</param>
    /// <param name="result">Field that receives the extremes, float64. It must not overlap the source.</param>
    /// <param name="planes">Images.</param>
    public void Run(PixelField source, PixelField result, PlaneRange planes) => planes.ForEach((image, @class) =>
    {
        using var room = new Room(pixels, parts.Count);
        Run(PlaneRange.Address(source, image, @class), PlaneRange.Address(result, image, @class), room);
    });

    /// <summary>Gives the adjoint of each extreme to the first value that attains it, in the images of each included class.</summary>
    /// <param name="adjoints">Field of the adjoints, float64.</param>
    /// <param name="values">Field of values, float64.</param>
    /// <param name="result">Field that receives the adjoints of the values, float64. It must not overlap the others.</param>
    /// <param name="planes">Images.</param>
    public void RunAdjoint(PixelField adjoints, PixelField values, PixelField result, PlaneRange planes) => planes.ForEach((image, @class) =>
    {
        using var room = new Room(pixels, parts.Count + 2);
        RunAdjoint(PlaneRange.Address(adjoints, image, @class), PlaneRange.Address(values, image, @class), PlaneRange.Address(result, image, @class), room);
    });

    private void Run(double* source, double* result, Room room)
    {
        if (parts.Count == 0)
        {
            new Span<double>(source, pixels).CopyTo(new(result, pixels));
        }

        for (var part = 0; part < parts.Count; part++)
        {
            parts[part].Run(part == 0 ? source : room[part - 1], part == parts.Count - 1 ? result : room[part]);
        }
    }

    // Room 0 to the last but two has the extremes after each part, the last two the adjoints between parts.
    private void RunAdjoint(double* adjoints, double* values, double* result, Room room)
    {
        if (parts.Count == 0)
        {
            new Span<double>(adjoints, pixels).CopyTo(new(result, pixels));
        }

        for (var part = 0; part < parts.Count; part++)
        {
            parts[part].Run(part == 0 ? values : room[part - 1], room[part]);
        }

        for (var part = parts.Count - 1; part >= 0; part--)
        {
            var upstream = part == parts.Count - 1 ? adjoints : room[parts.Count + ((part + 1) % 2)];
            parts[part].RunAdjoint(upstream, part == 0 ? values : room[part - 1], room[part], part == 0 ? result : room[parts.Count + (part % 2)]);
        }
    }

    /// <summary>Scratch images of one plane.</summary>
    private sealed class Room(int pixels, int count) : IDisposable
    {
        private readonly FieldMemory memory = new((nint)pixels * Math.Max(1, count) * sizeof(double));

        public double* this[int index] => (double*)memory.Address + ((nint)pixels * index);

        public void Dispose() => memory.Dispose();
    }
}
