namespace LossDsl.CompilerServices;

/// <content>
/// Values of regions, and reductions over classes and over the batch. Where several groups are evaluated together, the values of their regions follow each other, group after group;
/// a value of an image is repeated for each of its regions, and a value of the batch is one number.
/// </content>
public sealed partial class ImageGroup
{
    /// <summary>
    /// Upstream gradient: the derivative of the loss by the formula's value for each region, for the group, or for the batch. 0 for regions that are excluded, or whose value the options
    /// replace because they are empty.
    /// </summary>
    public RegionValues Upstream => call.Regions.IsPerBatch ? call.Regions.Upstream(0) : OfGroups(call.Regions.Upstream);

    /// <summary>Number of valid pixels of each region.</summary>
    public RegionValues N => OfGroups(group => new(call.Regions.PixelCounts(group)));

    /// <summary>Divisor of a mean over pixels for each region: the number of valid pixels, or 1 if there is none.</summary>
    public RegionValues Divisor => RegionValues.Each(N, static n => Math.Max(n, 1));

    /// <summary>Number of included classes: C, or C - 1 without the background.</summary>
    public RegionValues Classes => call.Regions.Count;

    /// <summary>Number of images over which the batch is reduced: B, or 1 if the batch counts as one image.</summary>
    public RegionValues ImageCount => groups.Length;

    /// <summary>
    /// Weight of each class as a factor in a mean over pixels; 1 without class weights. With <see cref="ClassWeighting.ByWeight"/> the weights are divided by their mean over the
    /// labels, Σ w y / Σ y.
    /// </summary>
    public RegionValues ClassWeight => OfGroups(call.Regions.ClassWeight);

    /// <summary>
    /// Weight of each class as a factor in a mean over classes; 1 without class weights. With <see cref="ClassWeighting.ByWeight"/> the weights are divided by their mean over the
    /// included classes.
    /// </summary>
    public RegionValues ClassWeightInMean => OfGroups(_ => call.Regions.ClassWeightInMean);

    /// <summary>Computes the sum of a region value over the included classes.</summary>
    public RegionValues ClassSum(RegionValues perRegion) => OverClasses(perRegion, static values => values.Sum());

    /// <summary>Computes the mean of a region value over the included classes.</summary>
    public RegionValues ClassMean(RegionValues perRegion) => OverClasses(perRegion, static values => values.Average());

    /// <summary>Returns the maximum of a region value over the included classes.</summary>
    public RegionValues ClassMax(RegionValues perRegion) => OverClasses(perRegion, static values => values.Max());

    /// <summary>Returns the minimum of a region value over the included classes.</summary>
    public RegionValues ClassMin(RegionValues perRegion) => OverClasses(perRegion, static values => values.Min());

    /// <summary>Computes the sum of a value of each image over the batch.</summary>
    public RegionValues BatchSum(RegionValues perImage) => OfImages(perImage).Sum();

    /// <summary>Computes the mean of a value of each image over the batch.</summary>
    public RegionValues BatchMean(RegionValues perImage) => OfImages(perImage).Average();

    /// <summary>Returns the maximum of a value of each image over the batch.</summary>
    public RegionValues BatchMax(RegionValues perImage) => OfImages(perImage).Max();

    /// <summary>Returns an input that has a value for each region.</summary>
    /// <param name="name">Name of the parameter that reads the input.</param>
    public RegionValues RegionInput(string name) => OfGroups(group => call.Inputs.Get(name, group));

    /// <summary>Returns an input that has a value for each class.</summary>
    /// <param name="name">Name of the parameter that reads the input.</param>
    public RegionValues ClassInput(string name) => OfGroups(group => call.Inputs.Get(name, group));

    /// <summary>Returns an input that has a value for each image, or for the batch.</summary>
    /// <param name="name">Name of the parameter that reads the input.</param>
    public RegionValues ImageInput(string name) => OfGroups(group => call.Inputs.Get(name, group));

    /// <summary>The gradient by p of each pixel of an empty region whose value is its mean probability; 0 for other regions.</summary>
    internal RegionValues EmptyRegionGradient => OfGroups(call.Regions.EmptyRegionGradient);

    private RegionValues OfGroups(Func<int, RegionValues> ofGroup) =>
        groups.Length == 1 ? ofGroup(groups[0]) : new([.. groups.SelectMany(group => ofGroup(group).BroadcastTo(call.Regions.Count))]);

    private RegionValues OverClasses(RegionValues perRegion, Func<double[], double> reduce) => OfGroups(group => reduce(Slice(perRegion, group)));

    private IEnumerable<double> OfImages(RegionValues perImage) => groups.Select(group => Slice(perImage, group)[0]);
}
