using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Filters;

/// <summary>
/// Computes local means over a box or Gaussian window, and their adjoint, by tensor operations. The window is separable: along each spatial dimension, shifted images are added with
/// the weights of the window, in place. The border is replicated, so that a constant image stays constant.
/// </summary>
internal static class WindowFilter
{
    /// <summary>Computes the local mean of each pixel, in the shape of the images.</summary>
    /// <param name="images">[B, C, ...] with any number of spatial dimensions; without any, the result is the input.</param>
    /// <param name="side">The side of the window in pixels, odd.</param>
    /// <param name="sigma">The standard deviation of a Gaussian in pixels, or null for a box.</param>
    public static Tensor Apply(Tensor images, int side, double? sigma) => AlongEach(images, side, sigma, Add);

    /// <summary>Applies the transpose of <see cref="Apply"/>. The adjoints of replicated pixels beyond the border are added to the pixels on the border.</summary>
    /// <param name="images">The adjoints of the local means, [B, C, ...].</param>
    /// <param name="side">The side of the window in pixels, odd.</param>
    /// <param name="sigma">The standard deviation of a Gaussian in pixels, or null for a box.</param>
    public static Tensor Adjoint(Tensor images, int side, double? sigma) => AlongEach(images, side, sigma, static (image, sum, shift, weight) =>
    {
        shift.Far(sum).Increase(shift.Near(image), weight);
        shift.Edge(sum).Increase(shift.Border(image).sum(shift.Dimension, keepdim: true), weight);
    });

    /// <summary>Returns the weights of the window along one dimension, <paramref name="side"/> numbers with sum 1.</summary>
    public static double[] Weights(int side, double? sigma)
    {
        double[] weights = [.. Enumerable.Range(-(side / 2), side).Select(offset => sigma is { } s ? Math.Exp(-offset * offset / (2 * s * s)) : 1)];
        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    /// <summary>Computes the local mean along one dimension.</summary>
    /// <param name="images">[B, C, ...].</param>
    /// <param name="dimension">The dimension, from 2 on.</param>
    /// <param name="weights">The weights of the window, an odd number of them.</param>
    public static Tensor Along(Tensor images, int dimension, double[] weights) => Along(images, dimension, weights, Add);

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

    private static Tensor AlongEach(Tensor images, int side, double? sigma, Action<Tensor, Tensor, Shift, double> add)
    {
        var weights = Weights(side, sigma);
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
