using LossDsl.CompilerServices;
using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Filters;

/// <summary>
/// Computes local means and sums over windows, and their adjoints, by tensor operations. Along each spatial dimension of a separable window, shifted images are added with the
/// weights of the window, in place.
/// </summary>
internal static class WindowFilter
{
    /// <summary>Computes the local mean or sum of each pixel, in the shape of the images.</summary>
    /// <param name="images">[B, C, ...] with any number of spatial dimensions; without any, the result is the input.</param>
    /// <param name="window">The window.</param>
    /// <param name="isMean">Whether the weights are divided by their sum.</param>
    public static Tensor Apply(Tensor images, LocalWindow window, bool isMean) =>
        window.IsSeparable ? AlongEach(images, window.Line(isMean), window.PadsWithZero ? AddWithin : Add) : SumFilter.Apply(images, window, isMean);

    /// <summary>Applies the transpose of <see cref="Apply"/>. The adjoints of replicated pixels beyond the border are added to the pixels on the border.</summary>
    /// <param name="images">The adjoints of the local means or sums, [B, C, ...].</param>
    /// <param name="window">The window.</param>
    /// <param name="isMean">Whether the weights are divided by their sum.</param>
    public static Tensor Adjoint(Tensor images, LocalWindow window, bool isMean) =>
        window.IsSeparable ? AlongEach(images, window.Line(isMean), window.PadsWithZero ? GiveWithin : Give) : SumFilter.Adjoint(images, window, isMean);

    /// <summary>Computes the local mean along one dimension.</summary>
    /// <param name="images">[B, C, ...].</param>
    /// <param name="dimension">The dimension, from 2 on.</param>
    /// <param name="weights">The weights of the window, an odd number of them.</param>
    public static Tensor Along(Tensor images, int dimension, double[] weights) => Along(images, dimension, weights, Add);

    private static void AddWithin(Tensor image, Tensor sum, Shift shift, double weight) => shift.Near(sum).Increase(shift.Far(image), weight);

    private static void GiveWithin(Tensor image, Tensor sum, Shift shift, double weight) => shift.Far(sum).Increase(shift.Near(image), weight);

    private static void Give(Tensor image, Tensor sum, Shift shift, double weight)
    {
        shift.Far(sum).Increase(shift.Near(image), weight);
        shift.Edge(sum).Increase(shift.Border(image).sum(shift.Dimension, keepdim: true), weight);
    }

    private static void Add(Tensor image, Tensor sum, Shift shift, double weight)
    {
        shift.Near(sum).Increase(shift.Far(image), weight);
        shift.Border(sum).Increase(shift.Edge(image), weight);
    }

    private static Tensor Along(Tensor images, int dimension, double[] weights, Action<Tensor, Tensor, Shift, double> add)
    {
        var half = weights.Length / 2;
        var result = images.Times(weights[half]);
        foreach (var i in Enumerable.Range(0, weights.Length).Where(i => i != half))
        {
            add(images, result, new(dimension, images.shape[dimension], i - half), weights[i]);
        }

        return result;
    }

    private static Tensor AlongEach(Tensor images, double[] weights, Action<Tensor, Tensor, Shift, double> add)
    {
        var result = images;
        for (var dimension = 2; dimension < images.dim(); dimension++)
        {
            var image = result;
            result = Along(image, dimension, weights, add);

            if (!ReferenceEquals(image, images))
            {
                image.Dispose();
            }
        }

        return result;
    }
}
