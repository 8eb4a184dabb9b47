using System.Buffers;
using LossDsl.CompilerServices;

namespace LossDsl.Kernels.Windows;

/// <summary>
/// Symmetric separable window (local mean, sum or covariance), or the adjoint filter of a local mean or sum, over float64 images in memory. It requires float64 because a value and its local mean
/// are almost equal where an image is almost flat, and float32 leaves few significant digits in their difference.
/// </summary>
internal sealed unsafe class SeparableWindow
{
    private readonly WindowBands? bands;

    /// <param name="shape">Spatial dimensions of an image; empty for an image of one pixel.</param>
    /// <param name="window">Window, a separable one.</param>
    /// <param name="isMean">Whether the weights are divided by their sum.</param>
    /// <param name="isAdjoint">Whether to apply the adjoint filter instead of the window.</param>
    public SeparableWindow(IReadOnlyCollection<long> shape, LocalWindow window, bool isMean, bool isAdjoint)
    {
        var weights = window.Line(isMean);
        bands = shape.Count == 0 ? null : new([.. shape.Select(length => new WindowAxis(checked((int)length), weights, isAdjoint, window.PadsWithZero))]);
    }

    /// <summary>Filters the images of each included class. Every output is summed on its own, so that threads and bands do not change its bits.</summary>
    /// <param name="source">Field to filter, float64.</param>
    /// <param name="result">Field that receives the result, float64. It must not overlap the source.</param>
    /// <param name="planes">Images to filter.</param>
    public void Run(PixelField source, PixelField result, PlaneRange planes) => planes.ForEach(bands?.Count ?? 1, (image, @class, band) =>
        Filter(new MeanPlane(PlaneRange.Address(source, image, @class)), new MeanPlane(PlaneRange.Address(result, image, @class)), band));

    /// <summary>Computes the covariance of two fields in each included class; the variance if the fields are one. Must not be called for an adjoint filter.</summary>
    /// <param name="first">First field, float64.</param>
    /// <param name="second">Second field, float64.</param>
    /// <param name="result">Field that receives the result, float64. It must not overlap the others.</param>
    /// <param name="planes">Images to filter.</param>
    public void RunCovariance(PixelField first, PixelField second, PixelField result, PlaneRange planes) => planes.ForEach(bands?.Count ?? 1, (image, @class, band) =>
        Filter(new CovariancePlanes(PlaneRange.Address(first, image, @class), PlaneRange.Address(second, image, @class), null), new CovariancePlanes(null, null, PlaneRange.Address(result, image, @class)), band));

    private void Filter<TPlanes>(TPlanes source, TPlanes result, int band)
        where TPlanes : unmanaged, IWindowPlanes<TPlanes>
    {
        if (bands is null)
        {
            // The mean of a single pixel is its value, and its variance is 0.
            TPlanes.RunOne(source, [1], result);
            return;
        }

        var buffer = ArrayPool<double>.Shared.Rent(TPlanes.Count * bands.ScratchSize);
        fixed (double* start = buffer)
        {
            bands.Run(band, source, result, start);
        }

        ArrayPool<double>.Shared.Return(buffer);
    }
}
