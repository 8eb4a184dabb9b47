using static TorchSharp.torch;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>Cross-entropy weighted by how little prediction and target correlate around a pixel.</summary>
internal static class CarefulWindows
{
    /// <summary>Σ e l / n over the n pixels of an image with e > max e / 10, where e = |standardised y - standardised p|, in the gradient a constant or not.</summary>
    public static (Tensor, Tensor) Correlation(Tensor x, Tensor y, bool isWeightConstant)
    {
        var p = x.sigmoid();
        var ofPrediction = Standardized.Of(p, p.square());

        // A label that is 0 or 1 is its own square.
        var difference = Standardized.Of(y, y).Value.sub_(ofPrediction.Value);
        var sizes = difference.abs();
        var share = Share(sizes);
        var loss = CarefulPixel.CrossEntropies(x, y);
        var weight = sizes.mul_(share);
        var (value, gradient) = (loss.flatten().dot(weight.flatten()), (p - y).mul_(weight));
        if (!isWeightConstant)
        {
            gradient.addcmul_(ofPrediction.Backward(loss.mul_(share).mul_(difference.sign_()).neg_()), p.addcmul_(p, p, -1), 1);
        }

        return (value, gradient);
    }

    // 1 / n for the pixels that are not left out, and that of each image in the mean.
    private static Tensor Share(Tensor sizes)
    {
        var rows = CarefulRegion.Rows(sizes);
        var kept = rows.gt(0.1 * rows.amax([2], keepdim: true));
        return (kept / (kept.sum(2, keepdim: true).clamp_(min: 1) * rows.shape[0])).reshape(sizes.shape);
    }
}
