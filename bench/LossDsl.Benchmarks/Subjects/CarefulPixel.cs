using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>
/// Computes value and gradient of losses that are means over pixels, for <see cref="CarefulLosses"/>.
/// Formulas are those of one pixel; value and gradient are those of the mean over all pixels.
/// </summary>
internal static class CarefulPixel
{
    /// <summary>Computes binary cross-entropy: dL/dx = p - y.</summary>
    public static (Tensor, Tensor) CrossEntropy(Tensor x, Tensor y) => CrossEntropy(x, x.sigmoid(), y);

    /// <summary>Computes binary cross-entropy from given probabilities, whose memory becomes the gradient.</summary>
    public static (Tensor, Tensor) CrossEntropy(Tensor x, Tensor p, Tensor y) =>
        (CrossEntropies(x, y).mean(), p.sub_(y).div_(x.numel()));

    /// <summary>Computes weighted binary cross-entropy. Overwrites the probabilities and the weight, which broadcasts to the shape of x.</summary>
    public static (Tensor, Tensor) CrossEntropy(Tensor x, Tensor p, Tensor y, Tensor weight) =>
        (CrossEntropies(x, y).mul_(weight).mean(), p.sub_(y).mul_(weight.div_(x.numel())));

    /// <summary>Returns the cross-entropy of each pixel, log(1 + eˣ) - x y, in the shape of x. libtorch's own function takes more memory streams.</summary>
    public static Tensor CrossEntropies(Tensor x, Tensor y) => F.softplus(x).addcmul_(x, y, -1);

    /// <summary>Computes cross-entropy with weight w on the foreground: dL/dx = p (1 + (w - 1) y) - w y.</summary>
    public static (Tensor, Tensor) WeightedCrossEntropy(Tensor x, Tensor y, double foregroundWeight)
    {
        var weight = (y * (foregroundWeight - 1)).add_(1);
        return (
            F.softplus(x).mul_(weight).addcmul_(x, y, -foregroundWeight).mean(),
            weight.mul_(x.sigmoid()).add_(y, alpha: -foregroundWeight).div_(x.numel()));
    }

    /// <summary>Computes focal loss. With A = α y q^γ and B = (1 - α) (1 - y) p^γ: L = -A log p - B log q and dL/dx = A (γ p log p - q) + B (p - γ q log q).</summary>
    public static (Tensor, Tensor) Focal(Tensor x, Tensor y, double alpha, double gamma)
    {
        var (p, logP) = (x.sigmoid(), F.logsigmoid(x));
        var (q, logQ) = (1 - p, logP - x);
        var foregroundWeights = q.pow(gamma).mul_(y).mul_(alpha / x.numel());
        var backgroundWeights = p.pow(gamma).mul_(1 - y).mul_((1 - alpha) / x.numel());
        var value = -(foregroundWeights.flatten().dot(logP.flatten()) + backgroundWeights.flatten().dot(logQ.flatten()));
        var foreground = logP.mul_(p).mul_(gamma).sub_(q).mul_(foregroundWeights);
        var background = p.add_(logQ.mul_(q), alpha: -gamma).mul_(backgroundWeights);
        return (value, foreground.add_(background));
    }

    /// <summary>Computes L = -δ y log p - (1 - δ) (1 - y) p^γ log q: dL/dx = -δ y q + (1 - δ) (1 - y) p^γ (p - γ q log q).</summary>
    public static (Tensor, Tensor) AsymmetricFocal(Tensor x, Tensor p, Tensor y, double delta, double gamma)
    {
        var logP = F.logsigmoid(x);
        var (q, logQ) = (1 - p, logP - x);
        var backgroundWeights = p.pow(gamma).mul_(1 - y).mul_((1 - delta) / x.numel());
        var share = delta / x.numel();
        var value = -(share * y.flatten().dot(logP.flatten()) + backgroundWeights.flatten().dot(logQ.flatten()));
        var gradient = logQ.mul_(q).mul_(-gamma).add_(p).mul_(backgroundWeights);
        return (value, gradient.add_(q.mul_(y), alpha: -share));
    }

    /// <summary>Computes poly loss: cross-entropy plus ε (y q + (1 - y) p).</summary>
    public static (Tensor, Tensor) Poly(Tensor x, Tensor y, double epsilon)
    {
        var p = x.sigmoid();
        var value = CrossEntropies(x, y).mean() + epsilon / x.numel() * (p.sum() + y.sum() - 2 * p.flatten().dot(y.flatten()));
        var gradient = p.addcmul(p, p, -1).mul_((y * -2).add_(1)).mul_(epsilon).add_(p).sub_(y).div_(x.numel());
        return (value, gradient);
    }

    /// <summary>
    /// Computes balanced cross-entropy: dL/dx = ((1 - β) (1 - y) + β y) (p - y).
    /// β is the share of background in an image, at least <paramref name="smallestWeight"/> and at most 1 minus that.
    /// </summary>
    public static (Tensor, Tensor) BalancedCrossEntropy(Tensor x, Tensor y, double smallestWeight)
    {
        var (rows, mask) = (CarefulRegion.Rows(x), CarefulRegion.Rows(y));
        var beta = (1 - mask.mean([2], keepdim: true)).clamp_(smallestWeight, 1 - smallestWeight);
        var weight = (mask * (2 * beta - 1)).add_(1 - beta);
        var (value, gradient) = CrossEntropy(rows, rows.sigmoid(), mask, weight);
        return (value, gradient.reshape(x.shape));
    }

    /// <summary>Computes -y q^γ log p, one class's term of a focal loss over classes, from sigmoid probabilities: dL/dx = y q^γ (γ p log p - q).</summary>
    public static (Tensor, Tensor) OfClass(Tensor x, Tensor y, double gamma)
    {
        var logP = F.logsigmoid(x);
        var q = x.neg().sigmoid_();
        var weights = gamma == 0 ? y / x.numel() : q.pow(gamma).mul_(y).div_(x.numel());
        var value = -weights.flatten().dot(logP.flatten());
        return (value, gamma == 0 ? weights.mul_(q).neg_() : logP.mul_(1 - q).mul_(gamma).sub_(q).mul_(weights));
    }
}
