using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>Computes value and gradient of softmax losses, for <see cref="CarefulLosses"/>, from logits [B, C, ...] and class indices [B, ...]. No one-hot target is made.</summary>
internal static class CarefulSoftmax
{
    /// <summary>Computes cross-entropy: dL/dx = p - δ, δ being 1 at the label and 0 elsewhere.</summary>
    public static (Tensor, Tensor) CrossEntropy(Tensor x, Tensor labels)
    {
        var logP = F.log_softmax(x, 1);
        var value = F.nll_loss(logP, labels);
        var index = labels.unsqueeze(1);
        var gradient = logP.exp_().scatter_add_(1, index, full(index.shape, -1, x.dtype, x.device)).div_(labels.numel());
        return (value, gradient);
    }

    /// <summary>Computes L = -(1 - r)² log r with the label's probability r: dL/dx = g (δ - p) with g = 2 r (1 - r) log r - (1 - r)². δ is 1 at the label and 0 elsewhere.</summary>
    public static (Tensor, Tensor) Focal(Tensor x, Tensor labels)
    {
        var index = labels.unsqueeze(1);
        var logP = F.log_softmax(x, 1);
        var labelLogP = logP.gather(1, index);
        var labelP = labelLogP.exp();
        var rest = 1 - labelP;
        var value = -(rest.square() * labelLogP).mean();
        var slope = (2 * labelP * labelLogP).sub_(rest).mul_(rest).div_(labels.numel());
        return (value, logP.exp_().mul_(-slope).scatter_add_(1, index, slope));
    }

    /// <summary>Computes the mean Dice loss of all images and classes, plus <paramref name="crossWeight"/> times cross-entropy.</summary>
    public static (Tensor, Tensor) Dice(Tensor x, Tensor labels, double smooth, double crossWeight)
    {
        var share = crossWeight / labels.numel();
        var (dice, gradient) = FromClassCounts(x, labels, share, (tp, predicted, count) =>
        {
            var (numerator, denominator, regions) = (2 * tp + smooth, predicted + count + smooth, tp.numel());
            return ((1 - numerator / denominator).mean(), numerator / denominator.square() / regions, -2 / denominator / regions);
        });
        return (crossWeight == 0 ? dice : dice + crossWeight * F.cross_entropy(x, labels), gradient);
    }

    /// <summary>Computes generalized Dice for each image: errors of all classes over volumes of all classes, each class weighted by 1 / (number of labelled pixels)².</summary>
    public static (Tensor, Tensor) GeneralizedDice(Tensor x, Tensor labels, double smooth) => FromClassCounts(x, labels, 0, (tp, predicted, count) =>
    {
        var weights = 1 / count.clamp(min: 1).square();
        var volumes = (weights * (predicted + count)).sum(1, keepdim: true) + smooth;
        var value = (weights * (predicted + count - 2 * tp)).sum(1, keepdim: true) / volumes;
        var scale = weights / volumes / x.shape[0];
        return (value.mean(), scale * (1 - value), -2 * scale);
    });

    // Applies the backward pass of the softmax to dL/dp = a + b y, with a and b for each image and class. With the label l: dL/dx = p (a - Σ a p - b_l p_l), plus b_l p_l at the label.
    // The gradient of a cross-entropy, share (p - δ), is added in the same operations.
    private static (Tensor, Tensor) FromClassCounts(Tensor x, Tensor labels, double share, Func<Tensor, Tensor, Tensor, (Tensor Value, Tensor ByPredicted, Tensor ByTruePositives)> loss)
    {
        var (images, classes) = (x.shape[0], x.shape[1]);
        var (rows, index) = (x.reshape(images, classes, -1), labels.reshape(images, 1, -1));
        var p = F.softmax(rows, 1);
        var labelP = p.gather(1, index);
        var tp = zeros([images, classes], device: x.device).scatter_add_(1, index.squeeze(1), labelP.squeeze(1));
        var count = zeros([images, classes], device: x.device).scatter_add_(1, index.squeeze(1), ones([images, rows.shape[2]], device: x.device));
        var (value, a, b) = loss(tp, p.sum(2), count);
        var atLabel = b.gather(1, index.squeeze(1)).unsqueeze(1) * labelP;
        var shared = a.unsqueeze(1).bmm(p).add_(atLabel).sub_(share);
        var gradient = p.mul_(a.unsqueeze(2) - shared).scatter_add_(1, index, atLabel.sub_(share));
        return (value, gradient.reshape(x.shape));
    }
}
