using LossDsl.CompilerServices;
using LossDsl.Filters;

namespace LossDsl.Kernels.Windows;

/// <summary>Weighted sum over a window that is not separable, or its adjoint filter, over float64 images in memory.</summary>
internal sealed class WindowSum
{
    private readonly WindowLines lines;
    private readonly IReadOnlyList<WindowPlace> places;
    private readonly int reach;
    private readonly LineBands bands;
    private readonly bool isAdjoint;
    private readonly bool isNearest;

    /// <param name="shape">Spatial dimensions of an image; empty for an image of one pixel.</param>
    /// <param name="window">Window, one that is not separable.</param>
    /// <param name="isMean">Whether the weights are divided by their sum.</param>
    /// <param name="isAdjoint">Whether to apply the adjoint filter instead of the window.</param>
    public WindowSum(IReadOnlyCollection<long> shape, LocalWindow window, bool isMean, bool isAdjoint)
    {
        (this.isAdjoint, isNearest) = (isAdjoint, !window.PadsWithZero);
        lines = new(shape);
        places = [.. window.Parts(shape.Count, isMean)[0].Places.Select(place => shape.Count == 0 ? place with { Offsets = [0] } : place)];
        reach = lines.Reach(places);
        bands = new(lines, reach);
    }

    /// <summary>Filters the images of each included class.</summary>
    /// <param name="source">Field to filter, float64.</param>
    /// <param name="result">Field that receives the result, float64. It must not overlap the source.</param>
    /// <param name="planes">Images to filter.</param>
    public void Run(PixelField source, PixelField result, PlaneRange planes) => planes.ForEach(bands.Count, (image, @class, band) =>
        Run(lines.Image(source, image, @class), lines.Image(result, image, @class), bands[band]));

    // The adjoint filter adds to the lines of a band from the windows around them.
    private void Run(ImageLines source, ImageLines result, LineRange range)
    {
        result.Clear(range);
        var windows = isAdjoint ? range.Widen(reach, lines.Count) : range;
        for (var line = windows.Start; line < windows.End; line++)
        {
            foreach (var place in places)
            {
                var at = lines.Find(line, place, isNearest);
                if (at >= 0 && (!isAdjoint || range.Contains(at)))
                {
                    Run((isAdjoint ? source : result)[line], (isAdjoint ? result : source)[at], place);
                }
            }
        }
    }

    // The window reads at the place and writes at the pixel; the adjoint filter the other way round.
    private void Run(Span<double> pixels, Span<double> values, WindowPlace place)
    {
        var (start, end) = lines.Within(place);
        if (start < end)
        {
            var own = pixels[start..end];
            var shifted = values.Slice(start + place.Offsets[^1], end - start);
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
