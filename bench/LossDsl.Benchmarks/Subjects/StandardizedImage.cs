using static TorchSharp.torch;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>Standardised image with its backward pass: (v - mean + c) / (√variance + c), with mean and variance of a Gaussian window around each pixel.</summary>
internal sealed class StandardizedImage
{
    private const double Stability = 0.01;

    // Weight of a neighbour in a normalised Gaussian window of three pixels with σ = 1.5.
    private static readonly double Neighbour = 1 / (Math.Exp(1 / 4.5) + 2);

    private readonly Tensor source;
    private readonly Tensor mean;
    private readonly Tensor root;
    private readonly Tensor scale;

    private StandardizedImage(Tensor source, Tensor mean, Tensor meanSquare)
    {
        (this.source, this.mean) = (source, mean);
        root = meanSquare.addcmul(mean, mean, -1).clamp_(min: 0).sqrt_();
        scale = root + Stability;
        Value = (source - mean).add_(Stability).div_(scale);
    }

    /// <summary>Standardised image, in the shape of the source.</summary>
    public Tensor Value { get; }

    /// <summary>Standardises an image.</summary>
    /// <param name="source">Image v, [B, C, ...]; must not change until <see cref="Backward"/> has run.</param>
    /// <param name="square">Square of the image. Overwritten, unless it is the same object as <paramref name="source"/>, which then must hold only 0 and 1.</param>
    public static StandardizedImage Of(Tensor source, Tensor square)
    {
        var mean = Smooth(source.clone());
        return new(source, mean, ReferenceEquals(source, square) ? mean : Smooth(square));
    }

    /// <summary>Returns the gradient by the source. A variance of 0 is treated as a constant.</summary>
    /// <param name="slope">Upstream gradient, by <see cref="Value"/>; overwritten.</param>
    public Tensor Backward(Tensor slope)
    {
        slope.div_(scale);
        var squareGradient = (slope * Value).div_(root).mul_(-0.5).masked_fill_(root.eq(0), 0);
        var meanGradient = slope.addcmul(mean, squareGradient, 2);
        return slope.sub_(Smooth(meanGradient)).addcmul_(source, Smooth(squareGradient), 2);
    }

    // Computes the local mean in place, along one spatial dimension after another: every pixel moves towards each neighbour by a share of their difference.
    // Beyond the border the image repeats its outermost pixels. The difference there is 0, so that the border needs no code.
    // A flat image stays flat to the last bit. Weighted sums would leave variances of rounding errors, and the square roots of such variances are not small.
    // The filter is symmetric, hence its own adjoint.
    private static Tensor Smooth(Tensor images)
    {
        for (var dimension = 2; dimension < images.dim(); dimension++)
        {
            var rest = images.shape[dimension] - 1;
            var (before, after) = (images.narrow(dimension, 0, rest), images.narrow(dimension, 1, rest));
            var steps = after - before;
            before.add_(steps, alpha: Neighbour);
            after.add_(steps, alpha: -Neighbour);
        }

        return images;
    }
}
