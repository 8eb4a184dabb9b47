using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>Computes losses that order pixels, for <see cref="CarefulLosses"/>: a sort and gathers, or a selection of the largest. The order is constant in the gradient.</summary>
internal static class CarefulOrders
{
    private const double Share = 0.1;

    public static (Tensor, Tensor) LovaszHinge(Tensor x, Tensor y)
    {
        var signs = 2 * y - 1;
        var errors = 1 - x * signs;
        return Lovasz(errors, y, errors.gt(0).to_type(x.dtype).mul_(signs).neg_());
    }

    public static (Tensor, Tensor) LovaszSoftmax(Tensor x, Tensor y)
    {
        var p = x.sigmoid();
        return Lovasz((y - p).abs_(), y, (1 - 2 * y).mul_(p).mul_(1 - p));
    }

    /// <summary>Computes the mean of the largest share of -y log p.</summary>
    public static (Tensor, Tensor) TopK(Tensor x, Tensor y)
    {
        var (logits, labels) = (x.flatten(1), y.flatten(1));
        var count = (int)(logits.shape[1] * Share);
        var (values, places) = F.softplus(-logits).mul_(labels).topk(count, 1);
        var slopes = (logits.sigmoid() - 1).mul_(labels).gather(1, places).div_(count * x.shape[0]);
        return (values.mean(), zeros_like(logits).scatter_(1, places, slopes).reshape(x.shape));
    }

    /// <summary>Computes the mean of -y log p over the pixels that are below a probability of 0.7, and at least over a sixteenth.</summary>
    public static (Tensor, Tensor) Ohem(Tensor x, Tensor y)
    {
        var (logits, labels) = (x.flatten(1), y.flatten(1));
        var losses = F.softplus(-logits).mul_(labels);
        var least = losses.topk((int)(losses.shape[1] / 16), 1, sorted: false).values.amin([1], keepdim: true);
        var hard = losses.gt(-Math.Log(0.7)).logical_or_(losses.ge(least)).to_type(x.dtype);
        var counts = hard.sum(1, keepdim: true).mul_(x.shape[0]);
        return ((losses * hard / counts).sum(), (logits.sigmoid() - 1).mul_(labels).mul_(hard).div_(counts).reshape(x.shape));
    }

    private static (Tensor, Tensor) Lovasz(Tensor errors, Tensor y, Tensor slopes)
    {
        var (sorted, order) = errors.flatten(1).sort(1, descending: true);
        var labels = y.flatten(1).gather(1, order);
        var volume = labels.sum(1, keepdim: true);
        var steps = 1 - (volume - labels.cumsum(1)) / (volume + (1 - labels).cumsum(1));
        steps.narrow(1, 1, steps.shape[1] - 1).sub_(steps.narrow(1, 0, steps.shape[1] - 1).clone());
        var gradient = zeros_like(steps).scatter_(1, order, steps).reshape(y.shape).mul_(slopes).div_(y.shape[0]);
        return (sorted.relu().mul(steps).sum(1).mean(), gradient);
    }
}
