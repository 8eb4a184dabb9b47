using System.ComponentModel;
using LossDsl.Fused;
using LossDsl.Kernels;
using LossDsl.Kernels.Loops;
using LossDsl.Kernels.Memory;
using LossDsl.Kernels.Windows;

namespace LossDsl.CompilerServices;

/// <summary>
/// The images of one group of a call, as generated code sees them: passes over their pixels, and the numbers of their regions. A group is what one evaluation of the formula
/// goes over: one image, or the whole batch.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ImageGroup : IDisposable
{
    private readonly CallGroups call;
    private readonly int group;
    private readonly int threads;
    private readonly List<FieldMemory> kept = [];
    private bool hasChecked;

    internal ImageGroup(CallGroups call, int group, int threads) => (this.call, this.group, this.threads) = (call, group, threads);

    /// <summary>Whether the gradient is asked for, not the value alone.</summary>
    public bool WantsGradient => call.Memory.Gradient != 0;

    /// <summary>The derivative of the result by the value of each region, or of the image; 0 where only the value is asked for.</summary>
    public RegionValues Upstream => call.Regions.Upstream(group);

    /// <summary>The number of valid pixels of each region.</summary>
    public RegionValues N => new(call.Regions.PixelCounts(group));

    /// <summary>What a mean over pixels divides by: the number of valid pixels, or 1 where there is none.</summary>
    public RegionValues Divisor => new([.. call.Regions.PixelCounts(group).Select(static n => Math.Max(n, 1.0))]);

    /// <summary>The number of classes that count.</summary>
    public RegionValues Classes => call.Regions.Count;

    /// <summary>The weight of each class as a mean over pixels takes it; 1 where none were given. By weight it is divided by its mean over the classes of the pixels.</summary>
    public RegionValues ClassWeight => call.Regions.ClassWeight(group);

    /// <summary>The weight of each class as a mean over classes takes it; 1 where none were given. By weight it is divided by its mean over the classes.</summary>
    public RegionValues ClassWeightInMean => call.Regions.ClassWeightInMean;

    /// <summary>Whether some pass has written the gradient.</summary>
    internal bool HasGradient { get; private set; }

    /// <summary>Goes over the pixels.</summary>
    /// <param name="coefficients">The numbers that the kernel has for each region.</param>
    /// <param name="read">What the kernel reads beside logits and target.</param>
    public PassOutput Run<TPass>(RegionValues[] coefficients, params PixelField[] read)
        where TPass : struct, IPass => Run<TPass>(call.Memory with { AddsToGradient = TPass.AddsToGradient }, call.Options.Activation!.Value, coefficients, read);

    /// <summary>Sums a number of each region over the classes that count.</summary>
    public RegionValues ClassSum(RegionValues perRegion) => perRegion.Spread(call.Regions.Count).Sum();

    /// <summary>Averages a number of each region over the classes that count.</summary>
    public RegionValues ClassMean(RegionValues perRegion) => perRegion.Spread(call.Regions.Count).Average();

    /// <summary>Averages what a pass has kept over a window around each pixel; beyond the border lies what is on it.</summary>
    /// <param name="field">One value for each pixel.</param>
    /// <param name="side">The side of the window, odd.</param>
    /// <param name="sigma">The standard deviation of a Gaussian window; all the same weight if null.</param>
    public PixelField LocalMean(PixelField field, int side, double? sigma = null) => Filtered(field, side, sigma, isAdjoint: false);

    /// <summary>The adjoint of <see cref="LocalMean"/>.</summary>
    public PixelField LocalMeanAdjoint(PixelField field, int side, double? sigma = null) => Filtered(field, side, sigma, isAdjoint: true);

    /// <summary>A map of distances; one that was computed before if the caller has it.</summary>
    public PixelField Map(string name, Of of, DistanceKind kind) => call.Maps.Get(name, of, pixels => pixels.Map(name, of, kind));

    /// <summary>A map of a provider; one that was computed before if the caller has it.</summary>
    public PixelField Map(string name, Of of, IMapProvider provider) => call.Maps.Get(name, of, pixels => pixels.Map(name, of, provider));

    /// <summary>Gives back what passes have kept.</summary>
    public void Dispose() => kept.ForEach(static memory => memory.Dispose());

    /// <summary>Goes over the pixels in another way than the call's.</summary>
    internal PassOutput Run<TPass>(CallMemory memory, Activation activation, RegionValues[] coefficients, params PixelField[] read)
        where TPass : struct, IPass
    {
        var kept = Enumerable.Range(0, TPass.Kept).Select(_ => Keep()).ToArray();
        var regions = call.Regions.Count;

        // The first pass over the pixels checks what it reads.
        (memory, hasChecked) = (hasChecked ? memory with { Alarm = null } : memory, true);

        // What stands in the place of the gradient must not be lost where more is added to it.
        var canKeep = WantsGradient && !memory.AddsToGradient;
        var inputs = new PassInputs(memory, call.Images(group), activation, canKeep ? TPass.PredictionSource : PredictionSource.Computed, Coefficients.OfRegions(coefficients, regions), read, kept, threads);

        // The largest of no pixel is 0.
        var results = Dispatch<TPass>.Run(inputs, call.Width);
        HasGradient |= TPass.HasGradient && WantsGradient;
        var counts = call.Regions.PixelCounts(group);
        return new([.. Enumerable.Range(0, TPass.Results.Length).Select(result => new RegionValues([.. results.Select((ofRegion, region) => counts[region] > 0 ? ofRegion[result] : 0)]))], kept);
    }

    private PixelField Keep()
    {
        var (images, memory) = (call.Images(group), call.Memory);
        var field = new FieldMemory((nint)(images.End.Value - images.Start.Value) * memory.Classes * memory.Pixels * memory.ElementSize);
        kept.Add(field);
        return new(field.Address, images.Start.Value, memory.Classes, memory.Pixels, memory.ElementSize);
    }

    private PixelField Filtered(PixelField field, int side, double? sigma, bool isAdjoint)
    {
        var (result, window) = (Keep(), new SeparableWindow(call.Spatial, side, sigma, isAdjoint));
        window.Run(field, result, call.Images(group), call.Memory, threads);
        return result;
    }
}
