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

    /// <summary>Dice of each image and class, and cross-entropy. With dDice/dp = a + b y: dL/dx = p (a - Σ a p - b p of the label), and b p at the label.</summary>
    public static (Tensor, Tensor) Dice(Tensor x, Tensor labels, double smooth, double crossWeight)
    {
        var (images, classes) = (x.shape[0], x.shape[1]);
        var (rows, index) = (x.reshape(images, classes, -1), labels.reshape(images, 1, -1));
        var p = F.softmax(rows, 1);
        var ofLabel = p.gather(1, index);
        var tp = zeros(images, classes).scatter_add_(1, index.squeeze(1), ofLabel.squeeze(1));
        var count = zeros(images, classes).scatter_add_(1, index.squeeze(1), ones(images, rows.shape[2]));
        var (numerator, denominator) = (2 * tp + smooth, p.sum(2) + count + smooth);
        var dice = (1 - numerator / denominator).mean();

        var a = numerator / denominator.square() / (images * classes);
        var b = -2 / denominator / (images * classes);
        var atLabel = b.gather(1, index.squeeze(1)).unsqueeze(1) * ofLabel;
        var share = crossWeight / labels.numel();
        var value = crossWeight == 0 ? dice : dice + crossWeight * F.cross_entropy(x, labels);
        var shared = a.unsqueeze(1).bmm(p).add_(atLabel).sub_(share);
        var gradient = p.mul_(a.unsqueeze(2) - shared).scatter_add_(1, index, atLabel.sub_(share));
        return (value, gradient.reshape(x.shape));
    }
}
