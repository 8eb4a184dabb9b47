using static TorchSharp.torch;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>Functions of sums over regions: dL/dx = (a + b y) p (1 - p) with two numbers of the region.</summary>
internal static class CarefulRegion
{
    /// <summary>1 - (TP + s) / (TP + fpWeight FP + fnWeight FN + s), and a function of it with its derivative.</summary>
    public static (Tensor, Tensor) Tversky(Tensor x, Tensor y, double fpWeight, double fnWeight, double smooth, Func<Tensor, (Tensor, Tensor)>? outer = null)
    {
        var (p, mask) = (Rows(x).sigmoid(), Rows(y));
        var tp = Products(p, mask);
        var numerator = tp + smooth;
        var denominator = numerator + fpWeight * (p.sum(2, keepdim: true) - tp) + fnWeight * (mask.sum(2, keepdim: true) - tp);
        var ratio = numerator / denominator;
        var (value, slope) = outer is null ? (1 - ratio, ones(1)) : outer(1 - ratio);
        var perTarget = slope / denominator / x.shape[0];
        var a = perTarget * fpWeight * ratio;
        var b = perTarget * ((1 - fpWeight - fnWeight) * ratio - 1);
        return (value.mean(), Slope(p, mask, a, b).reshape(x.shape));
    }

    /// <summary>[regions, 1, pixels].</summary>
    public static Tensor Rows(Tensor tensor) => tensor.reshape(tensor.shape[0], 1, -1);

    /// <summary>Σ p y of each region.</summary>
    public static Tensor Products(Tensor p, Tensor y) => p.bmm(y.transpose(1, 2));

    /// <summary>(a + b y) p (1 - p).</summary>
    public static Tensor Slope(Tensor p, Tensor y, Tensor a, Tensor b) => p.addcmul(p, p, -1).mul_(a.addcmul(y, b, 1));
}
