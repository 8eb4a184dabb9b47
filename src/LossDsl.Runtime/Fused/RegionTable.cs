using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Fused;

/// <summary>
/// Table of the factor of each region in the loss. It reduces the region values of a call to the result and computes their upstream gradients. The factor follows from valid pixels,
/// class weights, the treatment of empty regions and the divisor of the mean.
/// </summary>
internal sealed class RegionTable
{
    private readonly LossOptions options;
    private readonly double[][] pixelCounts;
    private readonly double[][]? foreground;
    private readonly double[]? weights;
    private readonly bool[][]? empty;
    private readonly double[][] factors;
    private readonly double[][] upstream;

    /// <param name="options">Options of the loss.</param>
    /// <param name="isPerImage">Whether the formula has one value for each group, instead of one for each class of the group.</param>
    /// <param name="isPerBatch">Whether the formula has one value for the batch; <paramref name="isPerImage"/> is then true too.</param>
    /// <param name="readsClassWeight">Whether the formula applies the class weights itself.</param>
    /// <param name="pixelCounts">Number of valid pixels, [group][region].</param>
    /// <param name="foreground">Sums of the target before smoothing, [group][region]; null if nothing depends on them, or before they are counted.</param>
    /// <param name="firstClass">Index of the first included class.</param>
    /// <param name="gradOutput">Upstream gradient of the result, one number or one for each value of the result; null for 1.</param>
    public RegionTable(LossOptions options, bool isPerImage, bool isPerBatch, bool readsClassWeight, double[][] pixelCounts, double[][]? foreground, int firstClass, double[]? gradOutput)
    {
        (this.options, IsPerBatch, this.pixelCounts, this.foreground) = (options, isPerBatch, pixelCounts, foreground);
        weights = options.ClassWeights is null ? null : [.. options.ClassWeights.Skip(firstClass)];
        empty = !options.SeparatesEmptyRegions(isPerImage) || foreground is null ? null : Array.ConvertAll(foreground, static sums => Array.ConvertAll(sums, static sum => sum == 0));
        double[][] inclusion = [.. pixelCounts.Select((pixels, group) => isPerImage ? [pixels.Any(static n => n > 0) ? 1 : 0] : pixels.Select((n, region) => Inclusion(n, group, region)).ToArray())];
        inclusion = isPerBatch ? [[inclusion.Max(static group => group[0])]] : inclusion;
        var weighted = weights is null || isPerImage || readsClassWeight ? inclusion : Array.ConvertAll(inclusion, group => group.Zip(weights, static (factor, weight) => factor * weight).ToArray());
        var total = options.Reduction == Reduction.Mean ? (options.DividesByWeight ? weighted : inclusion).Sum(static group => group.Sum()) : 1;
        factors = Array.ConvertAll(weighted, group => Array.ConvertAll(group, factor => factor / (total == 0 ? 1 : total)));

        var width = factors[0].Length;
        upstream = [.. factors.Select((group, g) => group.Select((factor, value) => factor * GradOutput(gradOutput, (g * width) + value)).ToArray())];
    }

    /// <summary>Whether the formula has one value for all groups; its group is 0.</summary>
    public bool IsPerBatch { get; }

    /// <summary>Number of regions of a group, one for each included class.</summary>
    public int Count => pixelCounts[0].Length;

    /// <summary>Returns the number of valid pixels of each region of a group.</summary>
    public double[] PixelCounts(int group) => pixelCounts[group];

    /// <summary>Weight of each class as a factor in a mean over classes; 1 without class weights.</summary>
    public RegionValues ClassWeightInMean => weights is null ? 1 : options.DividesByWeight ? Normalized(weights.Average()) : new(weights);

    /// <summary>Returns the weight of each class as a factor in a mean over the pixels of a group; 1 without class weights.</summary>
    public RegionValues ClassWeight(int group) =>
        weights is null ? 1 : options.DividesByWeight ? Normalized(foreground![group].Zip(weights, static (y, weight) => y * weight).Sum() / foreground[group].Sum()) : new(weights);

    /// <summary>Returns the upstream gradient of the formula's values: the derivative of the result by each value. 0 for empty regions, unless <see cref="EmptyMask.Smooth"/>.</summary>
    public RegionValues Upstream(int group) => new([.. upstream[group].Select((slope, region) => IsEmpty(group, region) ? 0 : slope)]);

    /// <summary>Returns whether the value of some region of the group is its mean probability.</summary>
    public bool NeedsMeanProbability(int group) => options.EmptyMask == EmptyMask.MeanProbability && empty?[group].Contains(true) == true;

    /// <summary>Returns the gradient by p of each pixel of an empty region whose value is its mean probability; 0 for other regions.</summary>
    public RegionValues EmptyRegionGradient(int group) => new([.. upstream[group].Select((slope, region) => IsEmpty(group, region) ? slope / Math.Max(pixelCounts[group][region], 1) : 0)]);

    /// <summary>Returns the values of a group times their factors in the result, with the values of empty regions replaced as the options ask.</summary>
    /// <param name="group">Index of the group.</param>
    /// <param name="values">Values of the formula.</param>
    /// <param name="meanProbability">Mean probability of each region; null unless <see cref="NeedsMeanProbability"/>.</param>
    public double[] WeightedValues(int group, RegionValues values, RegionValues? meanProbability) =>
    [
        .. factors[group].Select((factor, region) =>
        {
            var value = (IsEmpty(group, region), options.EmptyMask) switch
            {
                (true, EmptyMask.MeanProbability) => meanProbability![region],
                (true, EmptyMask.One) => 1,
                _ => values[region],
            };

            // The value of an excluded region may be NaN, which 0 times NaN would keep.
            return factor == 0 ? 0 : factor * value;
        }),
    ];

    /// <summary>Reduces the values of all groups to the result of the loss.</summary>
    /// <param name="known">Values times their factors, [group][region], from <see cref="WeightedValues"/>.</param>
    /// <param name="isPerImage">Whether the formula has one value for each group.</param>
    /// <param name="type">Type of the result: float32 or float64.</param>
    /// <returns>A scalar, or without reduction one value for each region, for each group or for the batch.</returns>
    public Tensor Reduce(double[][] known, bool isPerImage, ScalarType type)
    {
        if (options.Reduction != Reduction.None)
        {
            return tensor(known.Sum(static group => group.Sum()), type);
        }

        long[] groupShape = options.Region == Region.PerImage && !IsPerBatch ? [known.Length] : [];
        return tensor(known.SelectMany(static group => group).ToArray(), [.. groupShape, .. isPerImage ? Array.Empty<long>() : [known[0].Length]], type);
    }

    // If the mean of the weights is 0, or NaN because nothing was averaged, the weights stay as they are.
    private RegionValues Normalized(double mean) => new RegionValues(weights!) / (mean > 0 ? mean : 1);

    private double GradOutput(double[]? gradOutput, int index) => gradOutput is null ? 1 : options.Reduction == Reduction.None ? gradOutput[index] : gradOutput[0];

    private double Inclusion(double pixels, int group, int region) => pixels > 0 && !(options.EmptyMask == EmptyMask.Skip && IsEmpty(group, region)) ? 1 : 0;

    private bool IsEmpty(int group, int region) => empty?[group][region] == true;
}
