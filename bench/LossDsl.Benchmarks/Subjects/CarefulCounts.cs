using static TorchSharp.torch;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>
/// Computes value and gradient of losses that are functions of soft counts, for <see cref="CarefulLosses"/>. A mean over pixels can be added and shares the probabilities.
/// </summary>
internal static class CarefulCounts
{
    /// <summary>Computes a mean over pixels with its gradient by the logits. The gradient belongs to the caller and may reuse the memory of the probabilities.</summary>
    /// <param name="x">Logits, [regions, 1, pixels].</param>
    /// <param name="p">Probabilities, same shape; may be overwritten.</param>
    /// <param name="y">Target, same shape.</param>
    public delegate (Tensor Value, Tensor Gradient) PixelMean(Tensor x, Tensor p, Tensor y);

    /// <summary>Computes the mean of a function of soft counts over all regions, plus a weighted mean over pixels. Returns the value and the gradient by the logits.</summary>
    /// <param name="x">Logits, [B, 1, ...].</param>
    /// <param name="y">Target of 0 and 1, same shape.</param>
    /// <param name="loss">Function of the soft counts of each region.</param>
    /// <param name="mean">Mean over pixels to add; null for none.</param>
    /// <param name="weight">Factor of the mean over pixels.</param>
    public static (Tensor, Tensor) Compute(Tensor x, Tensor y, Func<SoftCounts, CountFunction> loss, PixelMean? mean = null, double weight = 1)
    {
        var (rows, mask) = (CarefulRegion.Rows(x), CarefulRegion.Rows(y));
        var p = rows.sigmoid();
        var region = loss(SoftCounts.Sum(p, mask));
        var (value, share) = (region.Value.mean().to_type(float32), 1.0 / x.shape[0]);
        var gradient = CarefulRegion.Slope(p, mask, (share * region.ByPredicted).to_type(float32), (share * region.ByTruePositives).to_type(float32));
        if (mean is not null)
        {
            var pixelMean = mean(rows, p, mask);
            value += weight * pixelMean.Value;
            gradient.add_(pixelMean.Gradient, alpha: weight);
        }

        return (value, gradient.reshape(x.shape));
    }

    /// <summary>Computes L = Σ (p - y)² / D with D = Σ p² + Σ y² + s for each region: dL/dp = 2 (p (1 - L) - y) / D.</summary>
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

    /// <summary>Computes w Σ y (p - y)² / (Σ y + s) + (1 - w) Σ (1 - y) (p - y)² / (Σ (1 - y) + s) for each region.</summary>
    public static (Tensor, Tensor) SquaredSensitivitySpecificity(Tensor x, Tensor y, double foregroundWeight, double smooth)
    {
        var (p, mask) = (CarefulRegion.Rows(x).sigmoid(), CarefulRegion.Rows(y));
        var count = mask.sum(2, keepdim: true);
        var (foregroundScale, backgroundScale) = (foregroundWeight / (count + smooth), (1 - foregroundWeight) / (p.shape[2] - count + smooth));
        var difference = p - mask;
        var errors = difference.square();
        var foreground = CarefulRegion.Products(errors, mask);
        var value = foregroundScale * foreground + backgroundScale * (errors.sum(2, keepdim: true) - foreground);
        var weights = (mask * (foregroundScale - backgroundScale)).add_(backgroundScale).mul_(2.0 / x.shape[0]);
        return (value.mean(), weights.mul_(difference).mul_(p.addcmul_(p, p, -1)).reshape(x.shape));
    }
}
