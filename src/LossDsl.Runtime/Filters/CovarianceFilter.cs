using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Filters;

/// <summary>
/// Computes variances and covariances over the window of <see cref="WindowFilter"/>, by tensor operations. By the law of total covariance, a window is filtered one dimension after the
/// other: the covariance over a dimension is the mean of the covariances over the dimensions before, plus the covariance of the means over them. All of it follows from deviations from
/// a mean, so that nothing cancels where a window is almost flat.
/// </summary>
internal static class CovarianceFilter
{
    /// <summary>Computes the covariance of each pixel, in the shape of the images.</summary>
    /// <param name="first">The first values, [B, C, ...] with any number of spatial dimensions; without any, the result is 0.</param>
    /// <param name="second">The second values. The same tensor as the first gives the variance.</param>
    /// <param name="side">The side of the window in pixels, odd.</param>
    /// <param name="sigma">The standard deviation of a Gaussian in pixels, or null for a box.</param>
    public static Tensor Apply(Tensor first, Tensor second, int side, double? sigma)
    {
        var weights = WindowFilter.Weights(side, sigma);
        var (means, isVariance) = ((First: first, Second: second), ReferenceEquals(first, second));
        var result = zeros_like(first);
        for (var dimension = 2; dimension < first.dim(); dimension++)
        {
            var before = (Means: means, Covariance: result);
            means.First = WindowFilter.Along(before.Means.First, dimension, weights);
            means.Second = isVariance ? means.First : WindowFilter.Along(before.Means.Second, dimension, weights);
            result = dimension == 2 ? before.Covariance : WindowFilter.Along(before.Covariance, dimension, weights);
            for (var i = 0; i < side; i++)
            {
                AddDeviations(before.Means, means, result, new(dimension, first.shape[dimension], i - (side / 2)), weights[i]);
            }
        }

        return result;
    }

    // Adds the deviations of the shifted values from the means, multiplied with each other.
    private static void AddDeviations((Tensor First, Tensor Second) values, (Tensor First, Tensor Second) means, Tensor sum, Shift shift, double weight)
    {
        Add(shift.Far, shift.Near);
        if (shift.Offset != 0)
        {
            Add(shift.Edge, shift.Border);
        }

        void Add(Func<Tensor, Tensor> from, Func<Tensor, Tensor> to)
        {
            using var first = from(values.First) - to(means.First);
            using var second = ReferenceEquals(values.First, values.Second) ? first.alias() : from(values.Second) - to(means.Second);
            using var product = first * second;
            to(sum).Increase(product, weight);
        }
    }
}
