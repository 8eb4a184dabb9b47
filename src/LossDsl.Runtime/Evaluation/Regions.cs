using LossDsl.Orders;
using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.Evaluation;

/// <summary>
/// Partition of the pixels of a call into regions, with reductions over the valid pixels of each region. Tensors of regions keep the rank of the logits,
/// [B, C, 1, ...] per image or [1, C, 1, ...] over the whole batch, and so broadcast over pixels.
/// </summary>
internal sealed class Regions
{
    private readonly Tensor like;
    private readonly long[] reducedDimensions;
    private readonly Tensor? valid;
    private readonly RegionRows rows;

    /// <param name="like">A tensor of the shape and type of values for each pixel and class, [B, C, ...].</param>
    /// <param name="valid">Mask of the valid pixels, bool, broadcasting to <paramref name="like"/>; null if all are valid.</param>
    /// <param name="region">Whether a region is one class of one image, or one class of the batch.</param>
    public Regions(Tensor like, Tensor? valid, Region region)
    {
        this.like = like;
        var pixelShape = like.shape;
        this.valid = valid;
        rows = new(pixelShape, region);
        long[] spatial = [.. Enumerable.Range(2, pixelShape.Length - 2)];
        reducedDimensions = region == Region.WholeBatch ? [0, .. spatial] : spatial;
        Shape = [.. pixelShape.Select((length, dimension) => reducedDimensions.Contains(dimension) ? 1 : length)];
        N = valid is null
            ? NumberMath.Fill(Shape, pixelShape.Aggregate(1.0, static (n, length) => n * length) / Shape.Aggregate(1.0, static (n, length) => n * length), float64, like.device)
            : SumOverRegions(valid.to_type(float32).expand(pixelShape));
    }

    /// <summary>The shape of a tensor of regions, [B, C, 1, ...] or [1, C, 1, ...].</summary>
    public long[] Shape { get; }

    /// <summary>The shape of a tensor with one value for each image or for the batch, [B, 1, 1, ...] or [1, 1, 1, ...].</summary>
    public long[] ImageShape => [.. Shape.Select(static (length, dimension) => dimension == 1 ? 1 : length)];

    /// <summary>The shape of a tensor with one value for the batch, [1, 1, 1, ...].</summary>
    public long[] BatchShape => [.. Shape.Select(static _ => 1L)];

    /// <summary>Whether every pixel is valid.</summary>
    public bool AreComplete => valid is null;

    /// <summary>The number of valid pixels of each region, float64.</summary>
    public Tensor N { get; }

    /// <summary>Replaces the values of invalid pixels by 0, also NaN.</summary>
    public Tensor Mask(Tensor term) => Mask(term, 0);

    /// <summary>Replaces the values of classes that are invalid at a pixel where another class is valid.</summary>
    public Tensor MaskClasses(Tensor term, double otherwise) => valid is null || valid.shape[1] == 1 ? term
        : where(valid.logical_or(valid.any(1, keepdim: true).logical_not()), term, NumberMath.Fill([], otherwise, term.dtype, term.device));

    /// <summary>Sums a value of each pixel over the valid pixels of each region. libtorch sums in blocks; the result is float64.</summary>
    public Tensor Sum(Field term)
    {
        var sum = term.Sums(valid) is var (elsewhere, fromThere)
            ? N.Times(elsewhere).Plus(SumOverImages(fromThere.reshape([.. like.shape.Select(static (length, dimension) => dimension < 2 ? length : 1)])))
            : term.Read(like, tensor => SumOverRegions(Mask(tensor)));
        term.Release();
        return sum;
    }

    /// <summary>Divisor of means over pixels: the number of valid pixels of each region, but at least 1. float64.</summary>
    public Tensor Divisor => N.AtLeast(1);

    /// <summary>Averages a value of each pixel over the valid pixels of each region; 0 for a region without valid pixels. float64.</summary>
    public Tensor Mean(Field term) => Sum(term) / Divisor;

    /// <summary>Returns the maximum over the valid pixels of each region; 0 for a region without valid pixels. float64.</summary>
    public Tensor Max(Field term)
    {
        var max = term.Read(like, tensor => ZeroIfEmpty(MaxOverRegions(Mask(tensor, double.NegativeInfinity)).to_type(float64)));
        term.Release();
        return max;
    }

    /// <summary>
    /// Returns the derivative of the extreme of each region by the value of each pixel, [B, C, ...]: 1/k at the k valid pixels that attain the extreme, 0 elsewhere.
    /// </summary>
    /// <param name="term">The value of each pixel.</param>
    /// <param name="extreme">The maximum or minimum of <paramref name="term"/> in each region, float64.</param>
    public Tensor Share(Field term, Tensor extreme)
    {
        var attained = term.Read(like, tensor => tensor.to_type(float64).eq(extreme));
        term.Release();
        var attainedAndValid = valid is null ? attained : attained.logical_and(valid);
        return attainedAndValid.to_type(like.dtype) / SumOverRegions(attainedAndValid.to_type(float32)).AtLeast(1).to_type(like.dtype);
    }

    /// <summary>Returns the descending order of the pixels of each region by a value of each pixel. Invalid pixels come last.</summary>
    public PixelOrder Order(Field values) => new(Mask(values.ToTensor(like), double.NegativeInfinity), rows);

    private Tensor SumOverRegions(Tensor term) => (reducedDimensions.Length == 0 ? term : term.sum(reducedDimensions, keepdim: true)).to_type(float64);

    private Tensor SumOverImages(Tensor perImage) => reducedDimensions.Contains(0) ? perImage.sum(0, keepdim: true) : perImage;

    private Tensor MaxOverRegions(Tensor term) => reducedDimensions.Length == 0 ? term : term.amax(reducedDimensions, keepdim: true);

    private Tensor ZeroIfEmpty(Tensor perRegion) => valid is null ? perRegion : where(N.IsAbove(0), perRegion, zeros_like(perRegion));

    private Tensor Mask(Tensor term, double otherwise) => valid is null ? term : where(valid, term, NumberMath.Fill([], otherwise, term.dtype, term.device));
}
