using static TorchSharp.torch;

namespace LossDsl.Distances;

/// <summary>
/// Shape and spacing of the pixels of one image for distance maps. Dimensions of length 1 are dropped and at least two axes are kept; the last axis is contiguous in memory.
/// </summary>
internal sealed class Grid
{
    // Within these limits squared distances neither overflow nor underflow in float64, nor distances in float32.
    private const double SmallestSpacing = 1e-15;
    private const double LargestSpacing = 1e15;

    private Grid(int[] lengths, double[] steps)
    {
        Lengths = lengths;
        Spacing = steps;
        Size = lengths.Aggregate(1, static (size, length) => checked(size * length));
    }

    /// <summary>The number of pixels along each axis.</summary>
    public int[] Lengths { get; }

    /// <summary>The distance of neighbouring pixels along each axis.</summary>
    public double[] Spacing { get; }

    /// <summary>The number of pixels.</summary>
    public int Size { get; }

    /// <summary>The smallest step of the axes with more than one pixel: the distance of the closest two pixels. 0 for a single pixel.</summary>
    public double SmallestStep => Spacing.Where((_, axis) => Lengths[axis] > 1).DefaultIfEmpty(0).Min();

    /// <summary>Returns the distance in memory, in pixels, of neighbours along an axis.</summary>
    public int Stride(int axis) => Lengths.Skip(axis + 1).Aggregate(1, static (stride, length) => stride * length);

    /// <summary>Creates the grid of an image of a mask, and checks mask and spacing.</summary>
    /// <param name="mask">[B, C, ...], of a real type.</param>
    /// <param name="spacing">One number in [1e-15, 1e15] for each spatial dimension; null for 1.</param>
    /// <exception cref="ArgumentException">The mask is not [B, C, ...], not real or too large, or the spacing does not fit it.</exception>
    public static Grid Create(Tensor mask, IReadOnlyList<double>? spacing)
    {
        ArgumentNullException.ThrowIfNull(mask);
        if (mask.dim() < 2)
        {
            throw new ArgumentException($"The mask has shape {Shape(mask)}; it must be [B, C, ...]: images, classes, then the spatial dimensions.", nameof(mask));
        }

        if (mask.is_complex())
        {
            throw new ArgumentException($"The mask is {mask.dtype}; it must be real, with foreground above 0.5.", nameof(mask));
        }

        var lengths = mask.shape[2..];
        if (lengths.Aggregate(1.0, static (size, length) => size * length) > int.MaxValue / sizeof(double))
        {
            throw new ArgumentException($"An image of a mask of shape {Shape(mask)} has more than {int.MaxValue / sizeof(double)} pixels; cut it into patches.", nameof(mask));
        }

        // A dimension of one pixel contributes no distance. A line becomes an image of one column, and a mask without spatial dimensions an image of one pixel.
        var steps = CheckedSteps(mask, spacing);
        int[] axes = [.. Enumerable.Range(0, steps.Length).Where(axis => lengths[axis] != 1)];
        int[] ones = [.. Enumerable.Repeat(1, Math.Max(0, 2 - axes.Length))];
        return new Grid([.. axes.Select(axis => (int)lengths[axis]), .. ones], [.. axes.Select(axis => steps[axis]), .. ones]);
    }

    private static double[] CheckedSteps(Tensor mask, IReadOnlyList<double>? spacing)
    {
        var rank = (int)mask.dim() - 2;
        double[] steps = spacing is null ? [.. Enumerable.Repeat(1.0, rank)] : [.. spacing];
        if (steps.Length != rank)
        {
            throw new ArgumentException($"The spacing has {steps.Length} numbers, a mask of shape {Shape(mask)} has {rank} spatial dimensions; give one number for each.", nameof(spacing));
        }

        foreach (var step in steps)
        {
            if (step is not (>= SmallestSpacing and <= LargestSpacing))
            {
                throw new ArgumentException($"A spacing is {step}; each must be a length between {SmallestSpacing:0e0} and {LargestSpacing:0e0}.", nameof(spacing));
            }
        }

        return steps;
    }

    private static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
