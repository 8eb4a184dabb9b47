using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>Means over pixels.</summary>
internal static class CarefulPixel
{
    public static (Tensor, Tensor) CrossEntropy(Tensor x, Tensor y) =>
        (F.binary_cross_entropy_with_logits(x, y), x.sigmoid().sub_(y).div_(x.numel()));

    /// <summary>dL/dx = p (1 + (w - 1) y) - w y.</summary>
    public static (Tensor, Tensor) WeightedCrossEntropy(Tensor x, Tensor y, double foregroundWeight)
    {
        var weight = (y * (foregroundWeight - 1)).add_(1);
        return (
            F.binary_cross_entropy_with_logits(x, y, pos_weights: full([1], foregroundWeight, x.dtype)),
            weight.mul_(x.sigmoid()).add_(y, alpha: -foregroundWeight).div_(x.numel()));
    }

    /// <summary>With A = α y q^γ and B = (1 - α) (1 - y) p^γ: L = -A log p - B log q and dL/dx = A (γ p log p - q) + B (p - γ q log q).</summary>
    public static (Tensor, Tensor) Focal(Tensor x, Tensor y, double alpha, double gamma)
    {
        var (p, logP) = (x.sigmoid(), F.logsigmoid(x));
        var (q, logQ) = (1 - p, logP - x);
        var ofForeground = q.pow(gamma).mul_(y).mul_(alpha / x.numel());
        var ofBackground = p.pow(gamma).mul_(1 - y).mul_((1 - alpha) / x.numel());
        var value = -(ofForeground.flatten().dot(logP.flatten()) + ofBackground.flatten().dot(logQ.flatten()));
        var foreground = logP.mul_(p).mul_(gamma).sub_(q).mul_(ofForeground);
        var background = p.add_(logQ.mul_(q), alpha: -gamma).mul_(ofBackground);
        return (value, foreground.add_(background));
    }
}
