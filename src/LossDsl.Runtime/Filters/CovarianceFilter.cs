using LossDsl.CompilerServices;
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
    /// <param name="window">The window: a box or a Gaussian, with nearest padding.</param>
    public static Tensor Apply(Tensor first, Tensor second, LocalWindow window)
    {
        var weights = window.Line(isMean: true);
        var (values, covariance) = (new Pair(first, second), (Tensor?)null);
        for (var dimension = 2; dimension < first.dim(); dimension++)
        {
            var means = values.Along(dimension, weights);
            var sum = covariance is null ? zeros_like(first) : WindowFilter.Along(covariance, dimension, weights);
            for (var i = 0; i < weights.Length; i++)
            {
                AddDeviations(values, means, sum, new(dimension, first.shape[dimension], i - (weights.Length / 2)), weights[i]);
            }

            covariance?.Dispose();
            values.DisposeUnless(dimension == 2);
            (values, covariance) = (means, sum);
        }

        values.DisposeUnless(ReferenceEquals(values.First, first));
        return covariance ?? zeros_like(first);
    }

    // Adds the product of the deviations of shifted values from the means.
    private static void AddDeviations(Pair values, Pair means, Tensor sum, Shift shift, double weight)
    {
        Add(shift.Far, shift.Near);
        if (shift.Offset != 0)
        {
            Add(shift.Edge, shift.Border);
        }

        void Add(Func<Tensor, Tensor> from, Func<Tensor, Tensor> to)
        {
            using var first = from(values.First) - to(means.First);
            using var second = values.IsOne ? first.alias() : from(values.Second) - to(means.Second);
            using var product = first * second;
            to(sum).Increase(product, weight);
        }
    }

    /// <summary>Two tensors, or one twice.</summary>
    private readonly record struct Pair(Tensor First, Tensor Second)
    {
        public bool IsOne => ReferenceEquals(First, Second);

        /// <summary>Computes the local means along one dimension.</summary>
        public Pair Along(int dimension, double[] weights)
        {
            var first = WindowFilter.Along(First, dimension, weights);
            return new(first, IsOne ? first : WindowFilter.Along(Second, dimension, weights));
        }

        public void DisposeUnless(bool isKept)
        {
            if (!isKept)
            {
                First.Dispose();
                Second.Dispose();
            }
        }
    }
}
