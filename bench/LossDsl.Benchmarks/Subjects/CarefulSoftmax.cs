using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>Classes that share a pixel, with class indices: no one-hot target.</summary>
internal static class CarefulSoftmax
{
    public static (Tensor, Tensor) CrossEntropy(Tensor x, Tensor labels)
    {
        var logP = F.log_softmax(x, 1);
        var value = F.nll_loss(logP, labels);
        var index = labels.unsqueeze(1);
        var gradient = logP.exp_().scatter_add_(1, index, full(index.shape, -1, x.dtype)).div_(labels.numel());
        return (value, gradient);
    }

    /// <summary>-(1 - p)² log p of the label: dL/dx = g (δ - p) with g = 2 p (1 - p) log p - (1 - p)², p being that of the label.</summary>
    public static (Tensor, Tensor) Focal(Tensor x, Tensor labels)
    {
        var index = labels.unsqueeze(1);
        var logP = F.log_softmax(x, 1);
        var logOfLabel = logP.gather(1, index);
        var ofLabel = logOfLabel.exp();
        var rest = 1 - ofLabel;
        var value = -(rest.square() * logOfLabel).mean();
        var slope = (2 * ofLabel * logOfLabel).sub_(rest).mul_(rest).div_(labels.numel());
        return (value, logP.exp_().mul_(-slope).scatter_add_(1, index, slope));
    }

    /// <summary>Dice of each image and class, and cross-entropy.</summary>
    public static (Tensor, Tensor) Dice(Tensor x, Tensor labels, double smooth, double crossWeight)
    {
        var share = crossWeight / labels.numel();
        var (dice, gradient) = OfClassCounts(x, labels, share, (tp, predicted, count) =>
        {
            var (numerator, denominator, regions) = (2 * tp + smooth, predicted + count + smooth, tp.numel());
            return ((1 - numerator / denominator).mean(), numerator / denominator.square() / regions, -2 / denominator / regions);
        });
        return (crossWeight == 0 ? dice : dice + crossWeight * F.cross_entropy(x, labels), gradient);
    }

    /// <summary>The errors of all classes over their volumes, each over the square of its size.</summary>
    public static (Tensor, Tensor) GeneralizedDice(Tensor x, Tensor labels, double smooth) => OfClassCounts(x, labels, 0, (tp, predicted, count) =>
    {
        var weights = 1 / count.clamp(min: 1).square();
        var volumes = (weights * (predicted + count)).sum(1, keepdim: true) + smooth;
        var value = (weights * (predicted + count - 2 * tp)).sum(1, keepdim: true) / volumes;
        var scale = weights / volumes / x.shape[0];
        return (value.mean(), scale * (1 - value), -2 * scale);
    });

    // With dL/dp = a + b y for each image and class: dL/dx = p (a - Σ a p - b p of the label), and b p at the label; less the share of a cross-entropy.
    private static (Tensor, Tensor) OfClassCounts(Tensor x, Tensor labels, double share, Func<Tensor, Tensor, Tensor, (Tensor Value, Tensor ByPredicted, Tensor ByTruePositives)> loss)
    {
        var (images, classes) = (x.shape[0], x.shape[1]);
        var (rows, index) = (x.reshape(images, classes, -1), labels.reshape(images, 1, -1));
        var p = F.softmax(rows, 1);
        var ofLabel = p.gather(1, index);
        var tp = zeros(images, classes).scatter_add_(1, index.squeeze(1), ofLabel.squeeze(1));
        var count = zeros(images, classes).scatter_add_(1, index.squeeze(1), ones(images, rows.shape[2]));
        var (value, a, b) = loss(tp, p.sum(2), count);
        var atLabel = b.gather(1, index.squeeze(1)).unsqueeze(1) * ofLabel;
        var shared = a.unsqueeze(1).bmm(p).add_(atLabel).sub_(share);
        var gradient = p.mul_(a.unsqueeze(2) - shared).scatter_add_(1, index, atLabel.sub_(share));
        return (value, gradient.reshape(x.shape));
    }
}
