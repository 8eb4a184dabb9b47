using static TorchSharp.torch;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>Losses of counts, and with them a mean over pixels, which shares the probabilities.</summary>
internal static class CarefulCounts
{
    /// <summary>A mean over pixels from logits, probabilities and target, [regions, 1, pixels]; the gradient is the caller's and may be the memory of the probabilities.</summary>
    public delegate (Tensor Value, Tensor Gradient) PixelMean(Tensor x, Tensor p, Tensor y);

    public static (Tensor, Tensor) Compute(Tensor x, Tensor y, Func<Counts, CountGradient> loss, PixelMean? mean = null, double weight = 1)
    {
        var (rows, mask) = (CarefulRegion.Rows(x), CarefulRegion.Rows(y));
        var p = rows.sigmoid();
        var region = loss(Counts.Sum(p, mask));
        var (value, share) = (region.Value.mean().to_type(float32), 1.0 / x.shape[0]);
        var gradient = CarefulRegion.Slope(p, mask, (share * region.ByPredicted).to_type(float32), (share * region.ByTruePositives).to_type(float32));
        if (mean is not null)
        {
            var ofPixels = mean(rows, p, mask);
            value += weight * ofPixels.Value;
            gradient.add_(ofPixels.Gradient, alpha: weight);
        }

        return (value, gradient.reshape(x.shape));
    }

    /// <summary>Σ (p - y)² / (Σ p² + Σ y² + s): dL/dp = 2 (p (1 - L) - y) / D.</summary>
    public static (Tensor, Tensor) SquaredDice(Tensor x, Tensor y, double smooth)
    {
        var (p, mask) = (CarefulRegion.Rows(x).sigmoid(), CarefulRegion.Rows(y));
        var squares = CarefulRegion.Products(p, p) + CarefulRegion.Products(mask, mask);
        var denominator = squares + smooth;
        var value = (squares - 2 * CarefulRegion.Products(p, mask)) / denominator;
        var scale = 2.0 / x.shape[0] / denominator;
        var gradient = (p * ((1 - value) * scale)).addcmul_(mask, scale, -1).mul_(p.addcmul(p, p, -1));
        return (value.mean(), gradient.reshape(x.shape));
    }

    /// <summary>w Σ y (p - y)² / (Σ y + s) + (1 - w) Σ (1 - y) (p - y)² / (Σ (1 - y) + s).</summary>
    public static (Tensor, Tensor) SquaredSensitivitySpecificity(Tensor x, Tensor y, double foregroundWeight, double smooth)
    {
        var (p, mask) = (CarefulRegion.Rows(x).sigmoid(), CarefulRegion.Rows(y));
        var count = mask.sum(2, keepdim: true);
        var (ofForeground, ofBackground) = (foregroundWeight / (count + smooth), (1 - foregroundWeight) / (p.shape[2] - count + smooth));
        var difference = p - mask;
        var errors = difference.square();
        var foreground = CarefulRegion.Products(errors, mask);
        var value = ofForeground * foreground + ofBackground * (errors.sum(2, keepdim: true) - foreground);
        var weights = (mask * (ofForeground - ofBackground)).add_(ofBackground).mul_(2.0 / x.shape[0]);
        return (value.mean(), weights.mul_(difference).mul_(p.addcmul_(p, p, -1)).reshape(x.shape));
    }
}
