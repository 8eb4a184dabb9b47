using LossDsl.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Evaluation;

/// <summary>
/// Reduces the values of regions to the result of the loss, and computes the upstream gradient of each region.
/// Applies the options for empty regions, background, class weights and reduction: which regions enter the result, with which factor, and the divisor of the mean.
/// </summary>
internal sealed class RegionReduction
{
    private readonly LossOptions options;
    private readonly Regions regions;
    private readonly Tensor factor;
    private readonly Tensor? empty;
    private readonly Tensor? meanProbability;
    private readonly bool isPerImage;
    private readonly bool isPerBatch;
    private readonly bool dropsBackground;

    /// <param name="meanProbability">Computes the mean probability of each region. Called only for <see cref="EmptyMask.MeanProbability"/>.</param>
    /// <param name="labels">The target before label smoothing, [B, C, ...].</param>
    /// <param name="regions">The regions of the call.</param>
    /// <param name="options">The options of the loss.</param>
    /// <param name="isPerImage">Whether the formula has one value for each image instead of one for each class of an image.</param>
    /// <param name="isPerBatch">Whether the formula has one value for the batch; <paramref name="isPerImage"/> is then true too.</param>
    /// <param name="classWeight">A factor for the value of each class, [1, C, 1, ...]; null if no weights are given or the formula applies them itself.</param>
    public RegionReduction(Func<Tensor> meanProbability, Field labels, Regions regions, LossOptions options, bool isPerImage, bool isPerBatch, Tensor? classWeight)
    {
        this.options = options;
        this.regions = regions;
        this.isPerImage = isPerImage;
        dropsBackground = !options.IncludeBackground && !isPerImage;
        this.isPerBatch = isPerBatch;
        var shape = isPerBatch ? regions.BatchShape : isPerImage ? regions.ImageShape : regions.Shape;

        var entering = ones(shape, float64, regions.N.device);
        if (!regions.AreComplete)
        {
            var hasPixels = regions.N.IsAbove(0);
            entering = (isPerBatch ? hasPixels.any().reshape(shape) : isPerImage ? hasPixels.any(1, keepdim: true) : hasPixels).to_type(float64);
        }

        if (options.SeparatesEmptyRegions(isPerImage))
        {
            empty = regions.Sum(labels).Is(0);
            entering = options.EmptyMask == EmptyMask.Skip ? where(empty, zeros_like(entering), entering) : entering;
            this.meanProbability = options.EmptyMask == EmptyMask.MeanProbability ? meanProbability() : null;
        }

        var weighted = classWeight is not null && !isPerImage ? entering * classWeight : entering;
        factor = options.Reduction == Reduction.Mean ? weighted / Divisor(Included(options.DividesByWeight ? weighted : entering).sum()) : weighted;
    }

    /// <summary>Reduces the values of the formula to the result of the loss, float64.</summary>
    /// <param name="values">The value of each region or image, broadcasting to the shape of regions.</param>
    public Tensor Reduce(Field values)
    {
        var known = values.ToTensor(factor);
        if (empty is not null)
        {
            known = options.EmptyMask switch
            {
                EmptyMask.MeanProbability => where(empty, meanProbability!, known),
                EmptyMask.One => where(empty, ones_like(known), known),
                _ => known,
            };
        }

        // The value of a region with factor 0 may be anything, even NaN, which 0 · NaN would spread.
        var weighted = Included(where(factor.Is(0), zeros_like(known), known * factor));
        return options.Reduction == Reduction.None ? weighted.reshape(ResultShape) : weighted.sum();
    }

    /// <summary>
    /// Computes the upstream gradient of the formula: the derivative of the result by the value of each region or image, times <paramref name="gradOutput"/>. 0 for empty regions
    /// whose value the options replace.
    /// </summary>
    /// <param name="gradOutput">The upstream gradient of the result, in its shape; null for 1.</param>
    public Tensor Upstream(Tensor? gradOutput)
    {
        var all = UpstreamOfAll(gradOutput);
        return empty is null ? all : where(empty, zeros_like(all), all);
    }

    /// <summary>
    /// Computes the derivative of the result by p of each pixel of an empty region whose value is its mean probability; 0 for other regions. Null unless the option is
    /// <see cref="EmptyMask.MeanProbability"/>.
    /// </summary>
    /// <param name="gradOutput">The upstream gradient of the result, in its shape; null for 1.</param>
    public Tensor? EmptyRegionSlope(Tensor? gradOutput) =>
        meanProbability is null ? null : where(empty!, UpstreamOfAll(gradOutput) / regions.Divisor, zeros_like(factor));

    // Without any region in the result the mean is 0, not 0/0.
    private static Tensor Divisor(Tensor total) => where(total.Is(0), ones_like(total), total);

    private Tensor UpstreamOfAll(Tensor? gradOutput)
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
        (true, Region.PerImage) when !isPerBatch => [factor.shape[0]],
        _ => [],
    };
}
