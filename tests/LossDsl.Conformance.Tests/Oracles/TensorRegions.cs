using static TorchSharp.torch;

namespace LossDsl.Conformance.Oracles;

/// <summary>
/// Quantities of a loss (probabilities, soft counts, means, maps) by plain TorchSharp operations that autograd records, as a user would write them without LossDsl. Region
/// values keep the rank of the logits, with dimensions of length 1.
/// </summary>
internal sealed class TensorRegions
{
    private readonly LossOptions options;
    private readonly Tensor labels;
    private readonly long[] reduced;

    /// <param name="logits">[B, C, ...], a leaf of autograd's graph.</param>
    /// <param name="target">The target [B, C, ...] before smoothing, 0 at pixels that are not valid.</param>
    /// <param name="valid">1 for valid pixels, 0 for others; null if all are valid.</param>
    /// <param name="options">The options of the loss, with their activation resolved.</param>
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

    /// <summary>1 for regions without foreground, 0 for others.</summary>
    public Tensor IsEmpty => Sum(labels).eq(0).to_type(X.dtype);

    /// <summary>Class weight inside a mean over pixels. Under ClassWeighting.ByWeight it is relative to the mean weight of the labels.</summary>
    public Tensor ClassWeight => Relative(Sum(labels));

    /// <summary>Class weight inside a mean over classes. Under ClassWeighting.ByWeight it is relative to the mean weight of the classes.</summary>
    public Tensor ClassWeightInMean => Relative(ones_like(Sum(labels)));

    /// <summary>Class weight as given in the options; 1 if none are given.</summary>
    public Tensor GivenWeight => options.ClassWeights is { } weights ? tensor(weights.ToArray(), X.dtype, X.device).reshape(OverClasses) : ones(OverClasses, X.dtype, X.device);

    private bool IsL1 => options.SoftLabels == SoftLabels.L1;

    private long[] OverClasses => [.. P.shape.Select(static (length, d) => d == 1 ? length : 1)];

    public Tensor Sum(Tensor term)
    {
        var counted = Masked(term);
        return reduced.Length == 0 ? counted : counted.sum(reduced, keepdim: true);
    }

    public Tensor Mean(Tensor term) => Valid is null && reduced.Length > 0 ? term.mean(reduced, keepdim: true) : Sum(term) / N.clamp(min: 1);

    /// <summary>Returns the pixels of each region along the last dimension, [regions of a class, C, N].</summary>
    public Tensor Pixels(Tensor term) =>
        reduced.Contains(0) ? term.transpose(0, 1).reshape(1, term.shape[1], -1) : term.reshape(term.shape[0], term.shape[1], -1);

    /// <summary>Returns what <see cref="Pixels"/> made of a tensor in the shape of the logits.</summary>
    public Tensor ToPixels(Tensor pixels) => reduced.Contains(0) ? pixels.reshape([X.shape[1], X.shape[0], .. X.shape[2..]]).transpose(0, 1) : pixels.reshape(X.shape);

    /// <summary>Sums over the classes of each pixel that are valid there; the same value for all its classes.</summary>
    public Tensor OfAllClasses(Tensor term) => Masked(term).sum([1], keepdim: true).expand_as(X);

    /// <summary>Returns region values [regions of a class, C] in the rank of the logits.</summary>
    public Tensor ToRegions(Tensor perRegion) => perRegion.reshape([perRegion.shape[0], perRegion.shape[1], .. Enumerable.Repeat(1L, (int)X.dim() - 2)]);

    /// <summary>Returns the largest valid value of each region, without a gradient; 0 if there is no valid pixel.</summary>
    public Tensor Largest(Tensor term)
    {
        var counted = Valid is null ? term.detach() : term.detach().masked_fill(Valid.eq(0), double.NegativeInfinity);
        return (reduced.Length == 0 ? counted : counted.amax(reduced, keepdim: true)).nan_to_num(0, 0, 0);
    }

    public Tensor ClassSum(Tensor perRegion) => CountedClasses(perRegion).sum(1, keepdim: true);

    public Tensor ClassMean(Tensor perRegion) => CountedClasses(perRegion).mean([1], keepdim: true);

    /// <summary>Returns the regions without those of an excluded background.</summary>
    public Tensor CountedClasses(Tensor perRegion) => options.IncludeBackground ? perRegion : perRegion.narrow(1, 1, perRegion.shape[1] - 1);

    /// <summary>1 for the first valid class of each pixel, 0 for others.</summary>
    public Tensor IsFirstClass => Masked(ones_like(P)) is var valid ? valid * valid.cumsum(1).eq(1) : valid;

    /// <summary>Returns the sum over the valid classes of each pixel, once for each class.</summary>
    public Tensor PixelClassSum(Tensor term) => Masked(term).sum(1, keepdim: true).expand(P.shape);

    /// <summary>Returns the largest value of the valid classes of each pixel.</summary>
    public Tensor LargestOfClasses(Tensor term)
    {
        var largest = (Valid is null ? term : term.masked_fill(Valid.eq(0), double.NegativeInfinity)).amax([1], keepdim: true);
        return where(largest.isinf(), zeros_like(largest), largest);
    }

    /// <summary>Computes the mean over a Gaussian window around each pixel. Beyond the border the image repeats its border pixels.</summary>
    public Tensor Local(Tensor term, int side, double sigma)
    {
        var offsets = arange(-(side / 2), side / 2 + 1, X.dtype, X.device);
        var weights = (-offsets.square() / (2 * sigma * sigma)).exp();
        weights /= weights.sum();
        var result = Masked(term);
        for (var d = 2; d < result.dim(); d++)
        {
            // Row i has the window weights of pixel i. A window beyond the border takes the border pixel.
            var length = result.shape[d];
            var matrix = zeros([length, length], X.dtype, X.device);
            for (var o = 0; o < side; o++)
            {
                var seen = (arange(length, device: X.device) + (o - side / 2)).clamp(0, length - 1);
                matrix += weights[o] * nn.functional.one_hot(seen, length).to_type(X.dtype);
            }

            result = result.transpose(d, -1).matmul(matrix.t()).transpose(d, -1);
        }

        return result;
    }

    /// <summary>Computes the largest or smallest value in a window of three pixels around each pixel: a box or a cross. Beyond the border the image repeats its border pixels.</summary>
    public Tensor Extreme(Tensor term, bool isCross, bool isLargest)
    {
        var image = Masked(isLargest ? term : -term);
        IEnumerable<int[]> offsets = [[]];
        for (var d = 2; d < image.dim(); d++)
        {
            offsets = offsets.SelectMany(static o => new[] { -1, 0, 1 }.Select(next => o.Append(next).ToArray()));
        }

        Tensor[] places = [.. offsets.Where(o => !isCross || o.Count(static step => step != 0) <= 1).Select(o => o.Select(static (step, i) => (step, d: i + 2)).Aggregate(image, static (shifted, at) =>
            shifted.index_select(at.d, (arange(shifted.shape[at.d], device: shifted.device) + at.step).clamp(0, shifted.shape[at.d] - 1))))];
        var largest = stack(places, 0).max(0).values;
        return isLargest ? largest : -largest;
    }

    /// <summary>Computes the mean over a box around each pixel, or over a cross of three pixels. Beyond the border are zeros.</summary>
    public Tensor MeanWithZeros(Tensor term, int side, bool isCross)
    {
        var image = Masked(term);
        var along = Enumerable.Range(2, (int)image.dim() - 2);
        return isCross ? along.Aggregate(image, (sum, d) => sum + Banded(image, d, side) - image) / (1 + (image.dim() - 2) * (side - 1))
            : along.Aggregate(image, (mean, d) => Banded(mean, d, side) / side);
    }

    private Tensor Banded(Tensor image, int d, int side)
    {
        var length = image.shape[d];
        var matrix = ones([length, length], X.dtype, X.device).tril(side / 2).triu(-(side / 2));
        return image.transpose(d, -1).matmul(matrix).transpose(d, -1);
    }

    public Tensor Distance(Of of, DistanceKind kind = DistanceKind.Euclidean) => DistanceMap.Compute(Mask(of), kind);

    public Tensor Contour(Of of) => ContourMap.Compute(Mask(of));

    private Tensor Mask(Of of) => Masked((of == Of.Target ? labels : P.detach()).gt(0.5).to_type(X.dtype));

    private Tensor Relative(Tensor frequency)
    {
        var mean = ClassSum(frequency * GivenWeight) / ClassSum(frequency);
        return options.ClassWeighting == ClassWeighting.ByCount ? GivenWeight : GivenWeight / where(mean.gt(0), mean, ones_like(mean));
    }

    private Tensor Masked(Tensor term) => Valid is null ? term : term * Valid;
}
