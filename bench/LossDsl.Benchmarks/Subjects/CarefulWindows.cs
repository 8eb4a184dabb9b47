using static TorchSharp.torch;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>
/// Computes value and gradient of correlation-similarity loss, for <see cref="CarefulLosses"/>: cross-entropy weighted by how little prediction and target correlate in a window.
/// </summary>
internal static class CarefulWindows
{
    /// <summary>
    /// Computes Σ e l / n over the n pixels of an image with e > max e / 10, where l is cross-entropy and e = |standardised y - standardised p|; then the mean over images.
    /// </summary>
    /// <param name="x">Logits, [B, 1, ...].</param>
    /// <param name="y">Target of 0 and 1, same shape.</param>
    /// <param name="isWeightConstant">Whether the gradient treats e as a constant.</param>
    public static (Tensor, Tensor) Correlation(Tensor x, Tensor y, bool isWeightConstant)
    {
        var p = x.sigmoid();
        var standardizedP = StandardizedImage.Of(p, p.square());

        // A label of 0 or 1 is its own square, so the mean of squares is the mean.
        var difference = StandardizedImage.Of(y, y).Value.sub_(standardizedP.Value);
        var sizes = difference.abs();
        var share = Share(sizes);
        var loss = CarefulPixel.CrossEntropies(x, y);
        var weight = sizes.mul_(share);
        var (value, gradient) = (loss.flatten().dot(weight.flatten()), (p - y).mul_(weight));
        if (!isWeightConstant)
        {
            gradient.addcmul_(standardizedP.Backward(loss.mul_(share).mul_(difference.sign_()).neg_()), p.addcmul_(p, p, -1), 1);
        }

        return (value, gradient);
    }

    // Weight of each pixel in the result: 1 / (n B) for the n pixels of an image that are kept, 0 for the others, with B images.
    private static Tensor Share(Tensor sizes)
    {
        var rows = CarefulRegion.Rows(sizes);
        var kept = rows.gt(0.1 * rows.amax([2], keepdim: true));
        return (kept / (kept.sum(2, keepdim: true).clamp_(min: 1) * rows.shape[0])).reshape(sizes.shape);
    }
}
