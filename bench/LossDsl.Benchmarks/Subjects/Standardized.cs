using static TorchSharp.torch;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>(v - mean + c) / (√variance + c), mean and variance being those of a window around the pixel.</summary>
internal sealed class Standardized
{
    private const double Stability = 0.01;

    // The weight of a neighbour in three pixels of a Gaussian with σ = 1.5.
    private static readonly double Neighbour = 1 / (Math.Exp(1 / 4.5) + 2);

    private readonly Tensor source;
    private readonly Tensor mean;
    private readonly Tensor root;
    private readonly Tensor scale;

    private Standardized(Tensor source, Tensor mean, Tensor meanSquare)
    {
        (this.source, this.mean) = (source, mean);
        root = meanSquare.addcmul(mean, mean, -1).clamp_(min: 0).sqrt_();
        scale = root + Stability;
        Value = (source - mean).add_(Stability).div_(scale);
    }

    public Tensor Value { get; }

    /// <summary>That of every pixel.</summary>
    /// <param name="source">v, which has to stay as it is.</param>
    /// <param name="square">Its square, which is overwritten unless it is the source itself.</param>
    public static Standardized Of(Tensor source, Tensor square)
    {
        var mean = Smooth(source.clone());
        return new(source, mean, ReferenceEquals(source, square) ? mean : Smooth(square));
    }

    /// <summary>The gradient by the source from that by the value, which is overwritten. A variance of 0 is taken as constant.</summary>
    public Tensor Backward(Tensor slope)
    {
        slope.div_(scale);
        var ofSquare = (slope * Value).div_(root).mul_(-0.5).masked_fill_(root.eq(0), 0);
        var ofMean = slope.addcmul(mean, ofSquare, 2);
        return slope.sub_(Smooth(ofMean)).addcmul_(source, Smooth(ofSquare), 2);
    }

    // The local mean, in place and along each dimension in turn: every pixel goes a share of the step to each neighbour. Beyond the border lies what is on it, so there is no step, and
    // no border to treat. What is flat stays so to the last digit; weighted sums would leave variances of rounding, whose roots count. The filter is symmetric: its own adjoint.
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
