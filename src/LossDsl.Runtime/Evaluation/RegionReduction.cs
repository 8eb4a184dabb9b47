using LossDsl.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Evaluation;

/// <summary>
/// From the values of regions to the result of the loss, and back: which regions count, with what factor, and by what the mean divides.
/// </summary>
internal sealed class RegionReduction
{
    private readonly LossOptions options;
    private readonly Tensor factor;
    private readonly Tensor? empty;
    private readonly Tensor? meanProbability;
    private readonly bool isPerImage;
    private readonly bool dropsBackground;

    /// <param name="meanProbability">The mean probability of each region, asked for only where an empty region is worth that.</param>
    /// <param name="labels">The target before smoothing.</param>
    /// <param name="regions">The regions of the call.</param>
    /// <param name="options">What the loss was told.</param>
    /// <param name="isPerImage">The values are one for each image, no longer one for each class of it.</param>
    /// <param name="classWeight">A factor for the value of each class, [1, C, 1, ...], or null where there is none or the formula has applied it.</param>
    public RegionReduction(Func<Tensor> meanProbability, Field labels, Regions regions, LossOptions options, bool isPerImage, Tensor? classWeight)
    {
        this.options = options;
        this.isPerImage = isPerImage;
        dropsBackground = !options.IncludeBackground && !isPerImage;
        var shape = isPerImage ? regions.ImageShape : regions.Shape;

        var counts = ones(shape, float64, regions.N.device);
        if (!regions.AreComplete)
        {
            var hasPixels = regions.N.gt(0);
            counts = (isPerImage ? hasPixels.any(1, keepdim: true) : hasPixels).to_type(float64);
        }

        if (options.SeparatesEmptyRegions(isPerImage))
        {
            empty = regions.Sum(labels).eq(0);
            counts = options.EmptyMask == EmptyMask.Skip ? where(empty, zeros_like(counts), counts) : counts;
            this.meanProbability = options.EmptyMask == EmptyMask.MeanProbability ? meanProbability() : null;
        }

        var weighted = classWeight is not null && !isPerImage ? counts * classWeight : counts;
        factor = options.Reduction == Reduction.Mean ? weighted / Divisor(Included(options.DividesByWeight ? weighted : counts).sum()) : weighted;
    }

    /// <summary>The result of the loss, float64.</summary>
    public Tensor Reduce(Tensor values)
    {
        var known = values.expand(factor.shape);
        if (empty is not null)
        {
            known = options.EmptyMask switch
            {
                EmptyMask.MeanProbability => where(empty, meanProbability!, known),
                EmptyMask.One => where(empty, ones_like(known), known),
                _ => known,
            };
        }

        // A region that does not count may have any value, even NaN.
        var weighted = Included(where(factor.eq(0), zeros_like(known), known * factor));
        return options.Reduction == Reduction.None ? weighted.reshape(ResultShape) : weighted.sum();
    }

    /// <summary>The derivative of the result, times <paramref name="gradOutput"/>, by the value of the formula.</summary>
    public Tensor Upstream(Tensor? gradOutput)
    {
        var all = OfValues(gradOutput);
        return empty is null ? all : where(empty, zeros_like(all), all);
    }

    /// <summary>What empty regions add to the gradient of each pixel by p, or null.</summary>
    public Tensor? OfEmptyRegions(Tensor? gradOutput, Tensor divisor) =>
        meanProbability is null ? null : where(empty!, OfValues(gradOutput) / divisor, zeros_like(factor));

    // Where nothing counts the mean is 0.
    private static Tensor Divisor(Tensor total) => where(total.eq(0), ones_like(total), total);

    private Tensor OfValues(Tensor? gradOutput)
    {
        if (gradOutput is null)
        {
            return dropsBackground ? Background.Restore(Included(factor)) : factor;
        }

        var scaled = gradOutput.to_type(float64) * (options.Reduction == Reduction.None ? Included(factor).reshape(ResultShape) : Included(factor));
        var included = scaled.reshape(Included(factor).shape);
        return dropsBackground ? Background.Restore(included) : included;
    }

    private Tensor Included(Tensor perRegion) => dropsBackground ? Background.Drop(perRegion) : perRegion;

    private long[] ResultShape => (isPerImage, options.Region) switch
    {
        (false, Region.PerImage) => [factor.shape[0], Included(factor).shape[1]],
        (false, _) => [Included(factor).shape[1]],
        (true, Region.PerImage) => [factor.shape[0]],
        _ => [],
    };
}
