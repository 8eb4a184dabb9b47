using static TorchSharp.torch;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>
/// Computes Tversky losses for <see cref="CarefulLosses"/>, and the sums and gradients that all functions of soft counts share: dL/dx = (a + b y) p (1 - p) with two
/// coefficients of the region.
/// </summary>
internal static class CarefulRegion
{
    /// <summary>Computes v = 1 - (TP + s) / (TP + fpWeight FP + fnWeight FN + s) for each region, or a function of v, and the mean over regions.</summary>
    /// <param name="x">Logits, [B, 1, ...].</param>
    /// <param name="y">Target of 0 and 1, same shape.</param>
    /// <param name="fpWeight">Weight of false positives.</param>
    /// <param name="fnWeight">Weight of false negatives.</param>
    /// <param name="smooth">The smoothing s.</param>
    /// <param name="outer">Function of v with its derivative, both [regions, 1, 1]; null for v itself.</param>
    public static (Tensor, Tensor) Tversky(Tensor x, Tensor y, double fpWeight, double fnWeight, double smooth, Func<Tensor, (Tensor, Tensor)>? outer = null)
    {
        var (p, mask) = (Rows(x).sigmoid(), Rows(y));
        var tp = Products(p, mask);
        var numerator = tp + smooth;
        var denominator = numerator + fpWeight * (p.sum(2, keepdim: true) - tp) + fnWeight * (mask.sum(2, keepdim: true) - tp);
        var ratio = numerator / denominator;
        var (value, slope) = outer is null ? (1 - ratio, ones(1, device: x.device)) : outer(1 - ratio);
        var perTarget = slope / denominator / x.shape[0];
        var a = perTarget * fpWeight * ratio;
        var b = perTarget * ((1 - fpWeight - fnWeight) * ratio - 1);
        return (value.mean(), Slope(p, mask, a, b).reshape(x.shape));
    }

    /// <summary>Reshapes [B, C, ...] to [regions, 1, pixels], one region for each image.</summary>
    public static Tensor Rows(Tensor tensor) => tensor.reshape(tensor.shape[0], 1, -1);

    /// <summary>Returns Σ p y of each region, [regions, 1, 1]. The arguments are [regions, 1, pixels].</summary>
    public static Tensor Products(Tensor p, Tensor y) => p.bmm(y.transpose(1, 2));

    /// <summary>Returns the gradient by the logits, (a + b y) p (1 - p), [regions, 1, pixels]. The coefficients a and b are [regions, 1, 1].</summary>
    public static Tensor Slope(Tensor p, Tensor y, Tensor a, Tensor b) => p.addcmul(p, p, -1).mul_(a.addcmul(y, b, 1));
}
