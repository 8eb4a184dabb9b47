using static TorchSharp.torch;

namespace LossDsl.Filters;

/// <summary>A symmetric window that is separable: one pass along each spatial dimension, zeros beyond the border.</summary>
internal static class WindowFilter
{
    /// <param name="images">[B, C, ...] with one to three spatial dimensions, or none.</param>
    /// <param name="side">The side of the window, odd.</param>
    /// <param name="sigma">The standard deviation of a Gaussian, or null for a box.</param>
    public static Tensor Apply(Tensor images, int side, double? sigma)
    {
        var weights = Weights(side, sigma);
        var result = images;
        for (var dimension = 2; dimension < images.dim(); dimension++)
        {
            result = Along(result, dimension, weights);
        }

        return result;
    }

    private static Tensor Along(Tensor images, int dimension, double[] weights)
    {
        var last = images.transpose(dimension, -1).contiguous();
        var rows = last.reshape(-1, 1, last.shape[^1]);
        using var kernel = tensor(weights, images.dtype, images.device).reshape(1, 1, weights.Length);
        return nn.functional.conv1d(rows, kernel, padding: weights.Length / 2).reshape(last.shape).transpose(dimension, -1);
    }

    private static double[] Weights(int side, double? sigma)
    {
        double[] weights = [.. Enumerable.Range(-(side / 2), side).Select(offset => sigma is { } s ? Math.Exp(-offset * offset / (2 * s * s)) : 1)];
        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
