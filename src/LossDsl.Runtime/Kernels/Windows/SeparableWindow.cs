using System.Buffers;
using LossDsl.Filters;
using LossDsl.Kernels.Memory;

namespace LossDsl.Kernels.Windows;

/// <summary>A symmetric window that is separable, over float64 images in memory: a variance is a difference of local means, and of that float32 would leave little.</summary>
internal sealed class SeparableWindow
{
    // Fewer numbers one thread has done before another has woken up.
    private const int LeastForThreads = 1 << 15;

    private readonly WindowBands? bands;

    /// <param name="shape">The spatial dimensions of an image.</param>
    /// <param name="side">The side of the window, odd.</param>
    /// <param name="sigma">The standard deviation of a Gaussian, or null for a box.</param>
    /// <param name="isAdjoint">The adjoint of the window.</param>
    public SeparableWindow(IReadOnlyCollection<long> shape, int side, double? sigma, bool isAdjoint)
    {
        var weights = WindowFilter.Weights(side, sigma);
        bands = shape.Count == 0 ? null : new([.. shape.Select(length => new WindowAxis(checked((int)length), weights, isAdjoint))]);
    }

    /// <summary>Filters the images of each class that counts. Every output is added up by itself, so that threads and pieces change no bit of it.</summary>
    public void Run(PixelField source, PixelField result, Range images, CallMemory memory, int threads)
    {
        var classes = memory.Classes - memory.FirstClass;
        var parts = bands?.Count ?? 1;
        var count = (images.End.Value - images.Start.Value) * classes * parts;
        if (threads == 1 || count == 1 || (images.End.Value - images.Start.Value) * classes * memory.Pixels < LeastForThreads)
        {
            for (var index = 0; index < count; index++)
            {
                RunOne(index);
            }
        }
        else
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, RunOne);
        }

        void RunOne(int index)
        {
            var (plane, part) = Math.DivRem(index, parts);
            var (image, @class) = (images.Start.Value + (plane / classes), memory.FirstClass + (plane % classes));
            Filter(source.Address(image, @class, 0), result.Address(image, @class, 0), part);
        }
    }

    private unsafe void Filter(nint source, nint result, int part)
    {
        if (bands is null)
        {
            // An image of one pixel is its own mean.
            *(double*)result = *(double*)source;
            return;
        }

        var room = ArrayPool<double>.Shared.Rent(bands.Room);
        fixed (double* start = room)
        {
            bands.Run(part, (double*)source, (double*)result, start);
        }

        ArrayPool<double>.Shared.Return(room);
    }
}
