using static TorchSharp.torch;

namespace LossDsl.Evaluation;

/// <summary>
/// The regions of a call: which pixels belong together, and which of them count. Tensors of regions keep the rank of the logits
/// ([B, C, 1, ...] per image, [1, C, 1, ...] over the whole batch), so that they broadcast over pixels.
/// </summary>
internal sealed class Regions
{
    private readonly long[] pixelShape;
    private readonly long[] reduced;
    private readonly Tensor? valid;

    public Regions(Tensor target, Tensor? valid, Region region)
    {
        pixelShape = target.shape;
        this.valid = valid;
        long[] spatial = [.. Enumerable.Range(2, pixelShape.Length - 2)];
        reduced = region == Region.WholeBatch ? [0, .. spatial] : spatial;
        Shape = [.. pixelShape.Select((length, dimension) => reduced.Contains(dimension) ? 1 : length)];
        N = valid is null
            ? full(Shape, pixelShape.Aggregate(1.0, static (n, length) => n * length) / Shape.Aggregate(1.0, static (n, length) => n * length), float64, target.device)
            : Over(valid.to_type(float32).expand(pixelShape));
    }

    /// <summary>The shape of a tensor of regions.</summary>
    public long[] Shape { get; }

    /// <summary>The shape of a tensor with one value for each image.</summary>
    public long[] ImageShape => [.. Shape.Select(static (length, dimension) => dimension == 1 ? 1 : length)];

    /// <summary>Whether every pixel counts.</summary>
    public bool AreComplete => valid is null;

    /// <summary>The number of valid pixels of each region, float64.</summary>
    public Tensor N { get; }

    /// <summary>The values of pixels that count; 0 for the others, whatever stands there.</summary>
    public Tensor Mask(Tensor term) => Mask(term, 0);

    /// <summary>The sum over the pixels of each region. Partial sums are blocked; the result is float64.</summary>
    public Tensor Sum(Tensor term) => Over(Mask(term.expand(pixelShape)));

    /// <summary>What a mean over pixels divides by: the number of valid pixels, or 1 where there is none.</summary>
    public Tensor Divisor => N.clamp(min: 1);

    /// <summary>The mean over the valid pixels of each region, float64; 0 where there is none.</summary>
    public Tensor Mean(Tensor term) => Sum(term) / Divisor;

    /// <summary>The largest value of each region, float64; 0 where no pixel counts.</summary>
    public Tensor Max(Tensor term) => OrZero(Extreme(Mask(term.expand(pixelShape), double.NegativeInfinity)).to_type(float64));

    /// <summary>1 divided by the number of pixels that attain the extreme of their region, at these pixels, and 0 elsewhere.</summary>
    public Tensor Share(Tensor term, Tensor extreme)
    {
        var attained = term.expand(pixelShape).to_type(float64).eq(extreme);
        var counted = valid is null ? attained : attained.logical_and(valid);
        return counted.to_type(term.dtype) / Over(counted.to_type(float32)).clamp(min: 1).to_type(term.dtype);
    }

    private Tensor Over(Tensor term) => (reduced.Length == 0 ? term : term.sum(reduced, keepdim: true)).to_type(float64);

    private Tensor Extreme(Tensor term) => reduced.Length == 0 ? term : term.amax(reduced, keepdim: true);

    private Tensor OrZero(Tensor perRegion) => valid is null ? perRegion : where(N.gt(0), perRegion, zeros_like(perRegion));

    private Tensor Mask(Tensor term, double otherwise) => valid is null ? term : where(valid, term, full_like(term, otherwise));
}
