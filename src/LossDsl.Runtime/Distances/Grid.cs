using static TorchSharp.torch;

namespace LossDsl.Distances;

/// <summary>The pixels of one image: how many along each axis, and how far apart. The last axis is contiguous.</summary>
internal sealed class Grid
{
    // Squares stay well inside float64 and distances inside float32.
    private const double SmallestSpacing = 1e-15;
    private const double LargestSpacing = 1e15;

    private Grid(int[] lengths, double[] steps)
    {
        Lengths = lengths;
        Steps = steps;
        Size = lengths.Aggregate(1, static (size, length) => checked(size * length));
    }

    public int[] Lengths { get; }

    public double[] Steps { get; }

    public int Size { get; }

    /// <summary>The distance of the closest two pixels.</summary>
    public double SmallestStep => Steps.Where((_, axis) => Lengths[axis] > 1).DefaultIfEmpty(0).Min();

    /// <summary>How far neighbours along the axis are apart in memory.</summary>
    public int Stride(int axis) => Lengths.Skip(axis + 1).Aggregate(1, static (stride, length) => stride * length);

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

        // Dimensions of one pixel have no distances; a line is an image of one column, and a single number for each image and class one pixel.
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
