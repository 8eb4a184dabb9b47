using static TorchSharp.torch;

namespace LossDsl.Filters;

/// <summary>A symmetric window that is separable: one pass along each spatial dimension. Beyond the border lies what is on it, so that what is flat stays flat.</summary>
internal static class WindowFilter
{
    /// <param name="images">[B, C, ...] with one to three spatial dimensions, or none.</param>
    /// <param name="side">The side of the window, odd.</param>
    /// <param name="sigma">The standard deviation of a Gaussian, or null for a box.</param>
    public static Tensor Apply(Tensor images, int side, double? sigma) => AlongEach(images, side, sigma, static (rows, kernel) =>
    {
        var (length, half) = (rows.shape[^1], kernel.shape[^1] / 2);
        var first = rows.narrow(-1, 0, 1).expand(-1, -1, half);
        var last = rows.narrow(-1, length - 1, 1).expand(-1, -1, half);
        return nn.functional.conv1d(cat([first, rows, last], -1), kernel);
    });

    /// <summary>The adjoint: what pixels beyond the border would get goes to the pixels on it.</summary>
    public static Tensor Adjoint(Tensor images, int side, double? sigma) => AlongEach(images, side, sigma, static (rows, kernel) =>
    {
        var (length, half) = (rows.shape[^1], kernel.shape[^1] / 2);
        var widened = nn.functional.conv1d(rows, kernel, padding: 2 * half);
        var result = widened.narrow(-1, half, length);
        result.narrow(-1, 0, 1).add_(widened.narrow(-1, 0, half).sum(-1, keepdim: true));
        result.narrow(-1, length - 1, 1).add_(widened.narrow(-1, half + length, half).sum(-1, keepdim: true));
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

    /// <summary>The weights along one dimension; their sum is 1.</summary>
    public static double[] Weights(int side, double? sigma)
    {
        double[] weights = [.. Enumerable.Range(-(side / 2), side).Select(offset => sigma is { } s ? Math.Exp(-offset * offset / (2 * s * s)) : 1)];
        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
