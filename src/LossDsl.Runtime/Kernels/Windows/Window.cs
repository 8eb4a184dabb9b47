using LossDsl.Filters;
using LossDsl.Kernels.Memory;

namespace LossDsl.Kernels.Windows;

/// <summary>A symmetric window that is separable, over float64 images in memory: one pass along each dimension.</summary>
internal sealed class Window
{
    private readonly int[] shape;
    private readonly WindowAxis[] axes;

    /// <param name="shape">The spatial dimensions of an image.</param>
    /// <param name="side">The side of the window, odd.</param>
    /// <param name="sigma">The standard deviation of a Gaussian, or null for a box.</param>
    /// <param name="isAdjoint">The adjoint of the window.</param>
    public Window(IEnumerable<long> shape, int side, double? sigma, bool isAdjoint)
    {
        var weights = WindowFilter.Weights(side, sigma);
        this.shape = [.. shape.Select(static length => checked((int)length))];
        axes = Array.ConvertAll(this.shape, length => new WindowAxis(length, weights, isAdjoint));
    }

    /// <summary>Filters the images of each class that counts.</summary>
    public unsafe void Run(PixelField source, PixelField result, Range images, CallMemory memory, int threads)
    {
        var classes = memory.Classes - memory.FirstClass;
        var pixels = checked((int)memory.Pixels);
        Parallel.For(0, (images.End.Value - images.Start.Value) * classes, new ParallelOptions { MaxDegreeOfParallelism = threads }, plane =>
        {
            var (image, @class) = (images.Start.Value + (plane / classes), memory.FirstClass + (plane % classes));
            Filter(new((void*)source.Address(image, @class, 0), pixels), new((void*)result.Address(image, @class, 0), pixels));
        });
    }

    private void Filter(ReadOnlySpan<double> source, Span<double> result)
    {
        source.CopyTo(result);
        var other = shape.Length > 0 ? new double[source.Length] : [];
        for (var dimension = 0; dimension < shape.Length; dimension++)
        {
            Along(dimension, result, other);
            other.CopyTo(result);
        }
    }

    private void Along(int dimension, ReadOnlySpan<double> source, Span<double> result)
    {
        var inner = shape.Skip(dimension + 1).Aggregate(1, static (product, length) => product * length);
        var block = inner * shape[dimension];
        for (var start = 0; start < source.Length; start += block)
        {
            if (inner == 1)
            {
                axes[dimension].Line(source.Slice(start, block), result.Slice(start, block));
            }
            else
            {
                axes[dimension].Lines(source.Slice(start, block), result.Slice(start, block), inner);
            }
        }
    }
}
