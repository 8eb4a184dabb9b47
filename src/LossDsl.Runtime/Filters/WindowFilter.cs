using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Filters;

/// <summary>
/// Computes local means over a box or Gaussian window, and their adjoint, by tensor operations. The window is separable: one convolution along each spatial dimension.
/// The border is replicated, so that a constant image stays constant.
/// </summary>
internal static class WindowFilter
{
    /// <summary>Computes the local mean of each pixel, in the shape of the images.</summary>
    /// <param name="images">[B, C, ...] with any number of spatial dimensions; without any, the result is the input.</param>
    /// <param name="side">The side of the window in pixels, odd.</param>
    /// <param name="sigma">The standard deviation of a Gaussian in pixels, or null for a box.</param>
    public static Tensor Apply(Tensor images, int side, double? sigma) => AlongEach(images, side, sigma, static (rows, kernel) =>
    {
        var (length, half) = (rows.shape[^1], kernel.shape[^1] / 2);
        var first = rows.narrow(-1, 0, 1).expand(-1, -1, half);
        var last = rows.narrow(-1, length - 1, 1).expand(-1, -1, half);
        return nn.functional.conv1d(cat([first, rows, last], -1), kernel);
    });

    /// <summary>Applies the transpose of <see cref="Apply"/>. The adjoints of replicated pixels beyond the border are added to the pixels on the border.</summary>
    /// <param name="images">The adjoints of the local means, [B, C, ...].</param>
    /// <param name="side">The side of the window in pixels, odd.</param>
    /// <param name="sigma">The standard deviation of a Gaussian in pixels, or null for a box.</param>
    public static Tensor Adjoint(Tensor images, int side, double? sigma) => AlongEach(images, side, sigma, static (rows, kernel) =>
    {
        var (length, half) = (rows.shape[^1], kernel.shape[^1] / 2);
        var widened = nn.functional.conv1d(rows, kernel, padding: 2 * half);
        var result = widened.narrow(-1, half, length);
        result.narrow(-1, 0, 1).Increase(widened.narrow(-1, 0, half).sum(-1, keepdim: true));
        result.narrow(-1, length - 1, 1).Increase(widened.narrow(-1, half + length, half).sum(-1, keepdim: true));
        return result;
    });

    private static Tensor AlongEach(Tensor images, int side, double? sigma, Func<Tensor, Tensor, Tensor> filter)
    {
        using var kernel = tensor(Weights(side, sigma), images.dtype, images.device).reshape(1, 1, side);
        var result = images;
        for (var dimension = 2; dimension < images.dim(); dimension++)
        {
            var last = result.transpose(dimension, -1).contiguous();
            result = filter(last.reshape(-1, 1, last.shape[^1]), kernel).reshape(last.shape).transpose(dimension, -1);
        }

        return result;
    }

    /// <summary>Returns the weights of the window along one dimension, <paramref name="side"/> numbers with sum 1.</summary>
    public static double[] Weights(int side, double? sigma)
    {
        double[] weights = [.. Enumerable.Range(-(side / 2), side).Select(offset => sigma is { } s ? Math.Exp(-offset * offset / (2 * s * s)) : 1)];
        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
