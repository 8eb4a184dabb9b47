using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Fused;

/// <summary>From the values of the regions of a call to its result, and back: which regions count, with what factor, and by what the mean divides.</summary>
internal sealed class RegionTable
{
    private readonly LossOptions options;
    private readonly double[][] pixelCounts;
    private readonly double[][]? foreground;
    private readonly double[]? weights;
    private readonly bool[][]? empty;
    private readonly double[][] factors;
    private readonly double[][] upstream;

    /// <param name="options">What the loss was told.</param>
    /// <param name="isPerImage">The formula has one value for each group, no longer one for each class of it.</param>
    /// <param name="readsClassWeight">The formula applies the class weights itself.</param>
    /// <param name="pixelCounts">The valid pixels of each region of each group.</param>
    /// <param name="foreground">The sums of the target, where they matter.</param>
    /// <param name="firstClass">The first class that counts.</param>
    /// <param name="gradOutput">The derivative of what is differentiated by the result, or null for 1.</param>
    public RegionTable(LossOptions options, bool isPerImage, bool readsClassWeight, double[][] pixelCounts, double[][]? foreground, int firstClass, double[]? gradOutput)
    {
        (this.options, this.pixelCounts, this.foreground) = (options, pixelCounts, foreground);
        weights = options.ClassWeights is null ? null : [.. options.ClassWeights.Skip(firstClass)];
        empty = !options.SeparatesEmptyRegions(isPerImage) || foreground is null ? null : Array.ConvertAll(foreground, static sums => Array.ConvertAll(sums, static sum => sum == 0));
        double[][] counts = [.. pixelCounts.Select((pixels, group) => isPerImage ? [pixels.Any(static n => n > 0) ? 1 : 0] : pixels.Select((n, region) => Counts(n, group, region)).ToArray())];
        var weighted = weights is null || isPerImage || readsClassWeight ? counts : Array.ConvertAll(counts, group => group.Zip(weights, static (count, weight) => count * weight).ToArray());
        var total = options.Reduction == Reduction.Mean ? (options.DividesByWeight ? weighted : counts).Sum(static group => group.Sum()) : 1;
        factors = Array.ConvertAll(weighted, group => Array.ConvertAll(group, factor => factor / (total == 0 ? 1 : total)));

        var width = factors[0].Length;
        upstream = [.. factors.Select((group, g) => group.Select((factor, value) => factor * GradOutput(gradOutput, (g * width) + value)).ToArray())];
    }

    /// <summary>How many regions a group has.</summary>
    public int Count => pixelCounts[0].Length;

    /// <summary>The valid pixels of each region.</summary>
    public double[] PixelCounts(int group) => pixelCounts[group];

    /// <summary>The weight of each class as a mean over classes takes it.</summary>
    public RegionValues ClassWeightInMean => weights is null ? 1 : options.DividesByWeight ? Normalized(weights.Average()) : new(weights);

    /// <summary>The weight of each class as a mean over the pixels of a group takes it.</summary>
    public RegionValues ClassWeight(int group) =>
        weights is null ? 1 : options.DividesByWeight ? Normalized(foreground![group].Zip(weights, static (y, weight) => y * weight).Sum() / foreground[group].Sum()) : new(weights);

    /// <summary>The derivative of the result by the values of the formula.</summary>
    public RegionValues Upstream(int group) => new([.. upstream[group].Select((slope, region) => IsEmpty(group, region) ? 0 : slope)]);

    /// <summary>Whether some region of the group is worth its mean probability.</summary>
    public bool NeedsMeanProbability(int group) => options.EmptyMask == EmptyMask.MeanProbability && empty?[group].Contains(true) == true;

    /// <summary>What empty regions add to the gradient of each pixel by p.</summary>
    public RegionValues OfEmpty(int group) => new([.. upstream[group].Select((slope, region) => IsEmpty(group, region) ? slope / Math.Max(pixelCounts[group][region], 1) : 0)]);

    /// <summary>The values of a group as they count, from those of the formula and the mean probabilities of its regions.</summary>
    public double[] Known(int group, RegionValues values, RegionValues? meanProbability) =>
    [
        .. factors[group].Select((factor, region) =>
        {
            var value = (IsEmpty(group, region), options.EmptyMask) switch
            {
                (true, EmptyMask.MeanProbability) => meanProbability![region],
                (true, EmptyMask.One) => 1,
                _ => values[region],
            };

            // A region that does not count may have any value, even not a number.
            return factor == 0 ? 0 : factor * value;
        }),
    ];

    /// <summary>The result of the loss from the known values of all groups.</summary>
    /// <param name="known">Of each group.</param>
    /// <param name="isPerImage">One value for each group.</param>
    /// <param name="type">float32 or float64.</param>
    public Tensor Reduce(double[][] known, bool isPerImage, ScalarType type)
    {
        if (options.Reduction != Reduction.None)
        {
            return tensor(known.Sum(static group => group.Sum()), type);
        }

        long[] ofGroups = options.Region == Region.PerImage ? [known.Length] : [];
        return tensor(known.SelectMany(static group => group).ToArray(), [.. ofGroups, .. isPerImage ? Array.Empty<long>() : [known[0].Length]], type);
    }

    // A mean of 0 or of nothing divides nothing.
    private RegionValues Normalized(double mean) => new RegionValues(weights!) / (mean > 0 ? mean : 1);

    private double GradOutput(double[]? gradOutput, int index) => gradOutput is null ? 1 : options.Reduction == Reduction.None ? gradOutput[index] : gradOutput[0];

    private double Counts(double pixels, int group, int region) => pixels > 0 && !(options.EmptyMask == EmptyMask.Skip && IsEmpty(group, region)) ? 1 : 0;

    private bool IsEmpty(int group, int region) => empty?[group][region] == true;
}
