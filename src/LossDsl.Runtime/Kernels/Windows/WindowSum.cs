using LossDsl.CompilerServices;
using LossDsl.Filters;

namespace LossDsl.Kernels.Windows;

/// <summary>Weighted sum over a window that is not separable, or its adjoint filter, over float64 images in memory.</summary>
internal sealed unsafe class WindowSum
{
    private readonly WindowLines? lines;
    private readonly IReadOnlyList<WindowPlace> places;
    private readonly bool isAdjoint;
    private readonly bool isNearest;

    /// <param name="shape">Spatial dimensions of an image; empty for an image of one pixel.</param>
    /// <param name="window">Window, one that is not separable.</param>
    /// <param name="isMean">Whether the weights are divided by their sum.</param>
    /// <param name="isAdjoint">Whether to apply the adjoint filter instead of the window.</param>
    public WindowSum(IReadOnlyCollection<long> shape, LocalWindow window, bool isMean, bool isAdjoint)
    {
        (this.isAdjoint, isNearest) = (isAdjoint, !window.PadsWithZero);
        places = window.Parts(shape.Count, isMean)[0].Places;
        lines = shape.Count == 0 ? null : new(shape);
    }

    /// <summary>Filters the images of each included class.</summary>
    /// <param name="source">Field to filter, float64.</param>
    /// <param name="result">Field that receives the result, float64. It must not overlap the source.</param>
    /// <param name="planes">Images to filter.</param>
    public void Run(PixelField source, PixelField result, PlaneRange planes) => planes.ForEach((image, @class) =>
        Run(PlaneRange.Address(source, image, @class), PlaneRange.Address(result, image, @class)));

    private void Run(double* source, double* result)
    {
        var (width, count) = (lines?.Width ?? 1, lines?.Count ?? 1);
        new Span<double>(result, checked(width * count)).Clear();
        for (var line = 0; line < count; line++)
        {
            foreach (var place in places)
            {
                Run(source, result, line, width, place);
            }
        }
    }

    // The window reads at the place and writes at the pixel; the adjoint filter the other way round.
    private void Run(double* source, double* result, int line, int width, WindowPlace place)
    {
        var at = lines?.Find(line, place, isNearest) ?? 0;
        if (at < 0)
        {
            return;
        }

        var (start, end) = lines?.Within(place) ?? (0, 1);
        var pixels = new Span<double>((isAdjoint ? source : result) + ((nint)line * width), width);
        var values = new Span<double>((isAdjoint ? result : source) + ((nint)at * width), width);
        if (start < end)
        {
            var own = pixels[start..end];
            var shifted = values.Slice(start + (lines is null ? 0 : place.Offsets[^1]), end - start);
            LineMath.Add(isAdjoint ? shifted : own, isAdjoint ? own : shifted, place.Weight);
        }

        if (isNearest)
        {
            AddBorder(pixels[..start], ref values[0], place.Weight);
            AddBorder(pixels[end..], ref values[^1], place.Weight);
        }
    }

    // The places of these pixels lie beyond the border, at which the image has this value.
    private void AddBorder(Span<double> pixels, ref double value, double weight)
    {
        if (isAdjoint)
        {
            value += weight * LineMath.Sum(pixels);
        }
        else
        {
            LineMath.Add(pixels, weight * value);
        }
    }
}
