using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>Computes value and gradient of losses that add a mean over pixels to a function of soft counts, for <see cref="CarefulLosses"/>.</summary>
internal static class CarefulCompound
{
    /// <summary>Computes combo loss: half cross-entropy with weights 1/2, half Dice with smoothing 1.</summary>
    public static (Tensor, Tensor) Combo(Tensor x, Tensor y)
    {
        var (p, mask) = (CarefulRegion.Rows(x).sigmoid(), CarefulRegion.Rows(y));
        var (numerator, denominator) = (2 * CarefulRegion.Products(p, mask) + 1, p.sum(2, keepdim: true) + mask.sum(2, keepdim: true) + 1);
        var dice = 1 - numerator / denominator;
        var half = 0.5 / denominator / x.shape[0];
        var gradient = CarefulRegion.Slope(p, mask, half * numerator / denominator, -2 * half);
        var share = 0.25 / x.numel();
        gradient.add_(p, alpha: share).add_(mask, alpha: -share);
        return (0.25 * CarefulPixel.CrossEntropies(x, y).mean() + 0.5 * dice.mean(), gradient.reshape(x.shape));
    }

    /// <summary>Computes exponential-logarithmic loss: 0.8 (-log Dice)^0.3 + 0.2 mean(y (-log p)^0.3 + (1 - y) (-log q)^0.3).</summary>
    public static (Tensor, Tensor) ExponentialLogarithmic(Tensor x, Tensor y)
    {
        const double Exponent = 0.3;
        var (p, mask) = (CarefulRegion.Rows(x).sigmoid(), CarefulRegion.Rows(y));
        var (numerator, denominator) = (2 * CarefulRegion.Products(p, mask) + 1, p.sum(2, keepdim: true) + mask.sum(2, keepdim: true) + 1);
        var logarithm = denominator.log() - numerator.log();
        var slope = 0.8 * Exponent / x.shape[0] * logarithm.pow(Exponent - 1);
        var gradient = CarefulRegion.Slope(p, mask, slope / denominator, -2 * slope / numerator);

        var share = 0.2 / x.numel();
        var (lossOfP, rest) = (F.softplus(-CarefulRegion.Rows(x)), 1 - mask);
        var lossOfQ = lossOfP + CarefulRegion.Rows(x);
        var (powerOfP, powerOfQ) = (lossOfP.pow(Exponent), lossOfQ.pow(Exponent));
        var cross = powerOfP.flatten().dot(mask.flatten()) + powerOfQ.flatten().dot(rest.flatten());
        gradient.add_(powerOfQ.div_(lossOfQ).mul_(rest).mul_(p), alpha: share * Exponent);
        gradient.add_(powerOfP.div_(lossOfP).mul_(mask).mul_(p.neg_().add_(1)), alpha: -share * Exponent);
        return (0.8 * logarithm.pow(Exponent).mean() + share * cross, gradient.reshape(x.shape));
    }
}
