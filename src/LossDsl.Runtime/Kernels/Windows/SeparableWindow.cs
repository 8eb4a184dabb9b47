using System.Buffers;
using LossDsl.Filters;
using LossDsl.Kernels.Memory;

namespace LossDsl.Kernels.Windows;

/// <summary>
/// Symmetric separable window (local mean), or its adjoint filter, over float64 images in memory. It requires float64 because variances are differences of local means, in which
/// float32 leaves few significant digits.
/// </summary>
internal sealed class SeparableWindow
{
    // One thread processes fewer values than this before a second thread has woken up.
    private const int LeastForThreads = 1 << 15;

    private readonly WindowBands? bands;

    /// <param name="shape">Spatial dimensions of an image; empty for an image of one pixel.</param>
    /// <param name="side">Side of the window in pixels, odd.</param>
    /// <param name="sigma">Standard deviation of a Gaussian window in pixels, or null for equal weights.</param>
    /// <param name="isAdjoint">Whether to apply the adjoint filter instead of the window.</param>
    public SeparableWindow(IReadOnlyCollection<long> shape, int side, double? sigma, bool isAdjoint)
    {
        var weights = WindowFilter.Weights(side, sigma);
        bands = shape.Count == 0 ? null : new([.. shape.Select(length => new WindowAxis(checked((int)length), weights, isAdjoint))]);
    }

    /// <summary>Filters the images of each included class. Every output is summed on its own, so that threads and bands do not change its bits.</summary>
    /// <param name="source">Field to filter, float64.</param>
    /// <param name="result">Field that receives the result, float64. It must not overlap the source.</param>
    /// <param name="images">Images to filter.</param>
    /// <param name="memory">Sizes of the call.</param>
    /// <param name="threads">Largest number of threads.</param>
    public void Run(PixelField source, PixelField result, Range images, CallMemory memory, int threads)
    {
        var classes = memory.Classes - memory.FirstClass;
        var bandCount = bands?.Count ?? 1;
        var count = (images.End.Value - images.Start.Value) * classes * bandCount;
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
            var (plane, band) = Math.DivRem(index, bandCount);
            var (image, @class) = (images.Start.Value + (plane / classes), memory.FirstClass + (plane % classes));
            Filter(source.Address(image, @class, 0), result.Address(image, @class, 0), band);
        }
    }

    private unsafe void Filter(nint source, nint result, int band)
    {
        if (bands is null)
        {
            // The mean of a single pixel is its value.
            *(double*)result = *(double*)source;
            return;
        }

        var buffer = ArrayPool<double>.Shared.Rent(bands.ScratchSize);
        fixed (double* start = buffer)
        {
            bands.Run(band, (double*)source, (double*)result, start);
        }

        ArrayPool<double>.Shared.Return(buffer);
    }
}
