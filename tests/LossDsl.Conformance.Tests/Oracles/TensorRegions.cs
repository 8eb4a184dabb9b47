using static TorchSharp.torch;

namespace LossDsl.Conformance.Oracles;

/// <summary>
/// What a user would write without LossDsl: sums over regions by TorchSharp operations that autograd records. Tensors of regions keep the rank of the logits, with dimensions of length 1.
/// </summary>
internal sealed class TensorRegions
{
    private readonly LossOptions options;
    private readonly Tensor labels;
    private readonly long[] reduced;

    /// <param name="logits">[B, C, ...], a leaf of autograd's graph.</param>
    /// <param name="target">The target before smoothing, 0 where a pixel does not count.</param>
    /// <param name="valid">1 for the pixels that count, 0 for the others; null where all do.</param>
    /// <param name="options">What the loss was told.</param>
    public TensorRegions(Tensor logits, Tensor target, Tensor? valid, LossOptions options)
    {
        this.options = options;
        (X, Valid, labels) = (logits, valid, target);
        Y = options.LabelSmoothing == 0 ? target : (1 - options.LabelSmoothing) * target + options.LabelSmoothing * (options.Activation == Activation.Softmax ? 1.0 / target.shape[1] : 0.5);
        P = options.Activation!.Value switch { Activation.Sigmoid => logits.sigmoid(), Activation.Softmax => logits.softmax(1), _ => logits };
        reduced = [.. Enumerable.Range(0, (int)logits.dim()).Where(d => d >= 2 || d == 0 && options.Region == Region.WholeBatch)];
    }

    public Tensor X { get; }

    public Tensor? Valid { get; }

    public Tensor Y { get; }

    public Tensor P { get; }

    public Tensor Q => 1 - P;

    public Tensor LogP => options.Activation switch
    {
        Activation.Sigmoid => nn.functional.logsigmoid(X),
        Activation.Softmax => X.log_softmax(1),
        _ => P.log(),
    };

    public Tensor LogQ => options.Activation == Activation.Sigmoid ? nn.functional.logsigmoid(-X) : Q.log();

    public Tensor Tp => Sum(IsL1 ? minimum(Y, P) : Y * P);

    public Tensor Fp => Sum(IsL1 ? (P - Y).relu() : (1 - Y) * P);

    public Tensor Fn => Sum(IsL1 ? (Y - P).relu() : Y * Q);

    public Tensor Tn => Sum(IsL1 ? 1 - maximum(Y, P) : (1 - Y) * Q);

    public Tensor N => Sum(ones_like(P));

    /// <summary>Which regions have no foreground, 1 or 0.</summary>
    public Tensor IsEmpty => Sum(labels).eq(0).to_type(X.dtype);

    /// <summary>As a mean over pixels takes it: by weight relative to the mean over the classes of pixels.</summary>
    public Tensor ClassWeight => Relative(Sum(labels));

    /// <summary>As a mean over classes takes it: by weight relative to the mean over classes.</summary>
    public Tensor ClassWeightInMean => Relative(ones_like(Sum(labels)));

    /// <summary>As given.</summary>
    public Tensor GivenWeight => options.ClassWeights is { } weights ? tensor(weights.ToArray(), X.dtype).reshape(OverClasses) : ones(OverClasses, X.dtype);

    private bool IsL1 => options.SoftLabels == SoftLabels.L1;

    private long[] OverClasses => [.. P.shape.Select(static (length, d) => d == 1 ? length : 1)];

    public Tensor Sum(Tensor term)
    {
        var counted = Counted(term);
        return reduced.Length == 0 ? counted : counted.sum(reduced, keepdim: true);
    }

    public Tensor Mean(Tensor term) => Valid is null && reduced.Length > 0 ? term.mean(reduced, keepdim: true) : Sum(term) / N.clamp(min: 1);

    /// <summary>The largest valid value of each region, as a constant.</summary>
    public Tensor Largest(Tensor term)
    {
        var counted = Valid is null ? term.detach() : term.detach().masked_fill(Valid.eq(0), double.NegativeInfinity);
        return (reduced.Length == 0 ? counted : counted.amax(reduced, keepdim: true)).nan_to_num(0, 0, 0);
    }

    public Tensor ClassSum(Tensor perRegion) => CountedClasses(perRegion).sum(1, keepdim: true);

    public Tensor ClassMean(Tensor perRegion) => CountedClasses(perRegion).mean([1], keepdim: true);

    /// <summary>The regions of classes that count.</summary>
    public Tensor CountedClasses(Tensor perRegion) => options.IncludeBackground ? perRegion : perRegion.narrow(1, 1, perRegion.shape[1] - 1);

    /// <summary>The mean over a Gaussian window.</summary>
    public Tensor Local(Tensor term, int side, double sigma)
    {
        var offsets = arange(-(side / 2), side / 2 + 1, X.dtype);
        var weights = (-offsets.square() / (2 * sigma * sigma)).exp();
        weights /= weights.sum();
        var result = Counted(term);
        for (var d = 2; d < result.dim(); d++)
        {
            // One row for each pixel: how much of every pixel is in its window. Beyond the border lies what is on it.
            var length = result.shape[d];
            var matrix = zeros([length, length], X.dtype);
            for (var o = 0; o < side; o++)
            {
                var seen = (arange(length) + (o - side / 2)).clamp(0, length - 1);
                matrix += weights[o] * nn.functional.one_hot(seen, length).to_type(X.dtype);
            }

            result = result.transpose(d, -1).matmul(matrix.t()).transpose(d, -1);
        }

        return result;
    }

    public Tensor Distance(Of of, DistanceKind kind = DistanceKind.Euclidean) => DistanceMap.Compute(Mask(of), kind);

    public Tensor Contour(Of of) => ContourMap.Compute(Mask(of));

    private Tensor Mask(Of of) => Counted((of == Of.Target ? labels : P.detach()).gt(0.5).to_type(X.dtype));

    private Tensor Relative(Tensor frequency)
    {
        var mean = ClassSum(frequency * GivenWeight) / ClassSum(frequency);
        return options.ClassWeighting == ClassWeighting.ByCount ? GivenWeight : GivenWeight / where(mean.gt(0), mean, ones_like(mean));
    }

    private Tensor Counted(Tensor term) => Valid is null ? term : term * Valid;
}
