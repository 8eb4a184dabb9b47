using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Evaluation;

/// <summary>
/// The regions of a call: which pixels belong together, and which of them count. Tensors of regions keep the rank of the logits
/// ([B, C, 1, ...] per image, [1, C, 1, ...] over the whole batch), so that they broadcast over pixels.
/// </summary>
internal sealed class Regions
{
    private readonly Tensor like;
    private readonly long[] reduced;
    private readonly Tensor? valid;

    /// <param name="like">A tensor of the shape and type of values for each pixel and class.</param>
    /// <param name="valid">Which pixels count, bool, broadcasting to it; null if all do.</param>
    /// <param name="region">Which pixels belong together.</param>
    public Regions(Tensor like, Tensor? valid, Region region)
    {
        this.like = like;
        var pixelShape = like.shape;
        this.valid = valid;
        long[] spatial = [.. Enumerable.Range(2, pixelShape.Length - 2)];
        reduced = region == Region.WholeBatch ? [0, .. spatial] : spatial;
        Shape = [.. pixelShape.Select((length, dimension) => reduced.Contains(dimension) ? 1 : length)];
        N = valid is null
            ? full(Shape, pixelShape.Aggregate(1.0, static (n, length) => n * length) / Shape.Aggregate(1.0, static (n, length) => n * length), float64, like.device)
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
    public Tensor Sum(Field term) => term.Sums(valid) is var (elsewhere, fromThere)
        ? (elsewhere * N) + OverImages(fromThere.reshape([.. like.shape.Select(static (length, dimension) => dimension < 2 ? length : 1)]))
        : Over(Mask(term.ToTensor(like)));

    /// <summary>What a mean over pixels divides by: the number of valid pixels, or 1 where there is none.</summary>
    public Tensor Divisor => N.clamp(min: 1);

    /// <summary>The mean over the valid pixels of each region, float64; 0 where there is none.</summary>
    public Tensor Mean(Field term) => Sum(term) / Divisor;

    /// <summary>The largest value of each region, float64; 0 where no pixel counts.</summary>
    public Tensor Max(Field term) => OrZero(Extreme(Mask(term.ToTensor(like), double.NegativeInfinity)).to_type(float64));

    /// <summary>1 divided by the number of pixels that attain the extreme of their region, at these pixels, and 0 elsewhere.</summary>
    public Tensor Share(Field term, Tensor extreme)
    {
        var attained = term.ToTensor(like).to_type(float64).eq(extreme);
        var counted = valid is null ? attained : attained.logical_and(valid);
        return counted.to_type(like.dtype) / Over(counted.to_type(float32)).clamp(min: 1).to_type(like.dtype);
    }

    private Tensor Over(Tensor term) => (reduced.Length == 0 ? term : term.sum(reduced, keepdim: true)).to_type(float64);

    private Tensor OverImages(Tensor perImage) => reduced.Contains(0) ? perImage.sum(0, keepdim: true) : perImage;

    private Tensor Extreme(Tensor term) => reduced.Length == 0 ? term : term.amax(reduced, keepdim: true);

    private Tensor OrZero(Tensor perRegion) => valid is null ? perRegion : where(N.gt(0), perRegion, zeros_like(perRegion));

    private Tensor Mask(Tensor term, double otherwise) => valid is null ? term : where(valid, term, full_like(term, otherwise));
}
