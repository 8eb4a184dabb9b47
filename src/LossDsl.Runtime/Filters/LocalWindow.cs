using System.ComponentModel;
using LossDsl.Filters;

namespace LossDsl.CompilerServices;

/// <summary>Window around a pixel, as generated code states it: its pixels, their weights, and the values beyond the border of the image.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LocalWindow
{
    private readonly double? sigma;
    private readonly double[]? weights;
    private readonly bool isCross;

    /// <param name="side">The side in pixels, odd.</param>
    /// <param name="sigma">The standard deviation of a Gaussian in pixels, or null for other kernels.</param>
    /// <param name="weights">Explicit weights for the last one, two or three dimensions, row after row, or null for a kernel.</param>
    /// <param name="isCross">Whether the window has only the pixels on the axes through its centre.</param>
    /// <param name="padsWithZero">Whether values beyond the border are 0; otherwise they are those of the nearest pixel.</param>
    public LocalWindow(int side, double? sigma = null, double[]? weights = null, bool isCross = false, bool padsWithZero = false) =>
        (Side, this.sigma, this.weights, this.isCross, PadsWithZero) = (side, sigma, weights, isCross, padsWithZero);

    /// <summary>The side in pixels, odd.</summary>
    internal int Side { get; }

    /// <summary>Whether values beyond the border are 0; otherwise they are those of the nearest pixel.</summary>
    internal bool PadsWithZero { get; }

    /// <summary>Whether a sum over the window can be computed one dimension after the other.</summary>
    internal bool IsSeparable => weights is null && !isCross;

    /// <summary>Returns the weights along one dimension of a separable window.</summary>
    /// <param name="isMean">Whether the weights are divided by their sum.</param>
    internal double[] Line(bool isMean)
    {
        double[] line = [.. Enumerable.Range(-(Side / 2), Side).Select(offset => sigma is { } s ? Math.Exp(-offset * offset / (2 * s * s)) : 1)];
        var sum = isMean ? line.Sum() : 1;
        return [.. line.Select(weight => weight / sum)];
    }

    /// <summary>
    /// Returns the parts of the window, each applied to the result of the part before: for a box one for each dimension from the last on, otherwise one alone. Each has its places in
    /// the order of the pixels, so that of equal values the first one is found first.
    /// </summary>
    /// <param name="dimensions">The number of spatial dimensions of an image.</param>
    /// <param name="isMean">Whether the weights are divided by their sum.</param>
    internal IReadOnlyList<WindowPart> Parts(int dimensions, bool isMean = false) =>
        weights is not null ? [Explicit(weights, dimensions)]
        : isCross ? [Cross(dimensions, isMean)]
        : [.. Enumerable.Range(0, dimensions).Reverse().Select(dimension => WindowPart.Along(dimensions, dimension, Line(isMean)))];

    private WindowPart Cross(int dimensions, bool isMean)
    {
        var weight = isMean ? 1.0 / (1 + (dimensions * (Side - 1))) : 1;
        IReadOnlyList<WindowPlace> along = [.. Enumerable.Range(0, dimensions).SelectMany(dimension => WindowPart.Along(dimensions, dimension, [.. Enumerable.Repeat(weight, Side)]).Places)];
        return new([
            .. along.Where(static place => place.Sign < 0),
            new(new int[dimensions], weight),
            .. along.Where(static place => place.Sign > 0).GroupBy(static place => Array.FindIndex(place.Offsets, static o => o != 0)).Reverse().SelectMany(static group => group),
        ]);
    }

    private WindowPart Explicit(double[] given, int dimensions)
    {
        var own = (int)Math.Round(Math.Log(given.Length, Math.Max(Side, 2)));
        own = Side == 1 ? 0 : own;
        if (own > dimensions)
        {
            throw new ArgumentException($"A window of the loss has weights for {own} spatial dimensions, but the images have {dimensions}.");
        }

        return new([.. given.Select((weight, index) => new WindowPlace(Offsets(index, own, dimensions), weight)).Where(static place => place.Weight != 0)]);
    }

    // The weights run along the last dimension first.
    private int[] Offsets(int index, int own, int dimensions)
    {
        var offsets = new int[dimensions];
        for (var dimension = dimensions - 1; dimension >= dimensions - own; dimension--)
        {
            (index, var place) = Math.DivRem(index, Side);
            offsets[dimension] = place - (Side / 2);
        }

        return offsets;
    }
}
