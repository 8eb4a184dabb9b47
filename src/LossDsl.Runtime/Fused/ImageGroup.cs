using System.ComponentModel;
using LossDsl.Evaluation;
using LossDsl.Fused;
using LossDsl.Kernels;
using LossDsl.Kernels.Loops;
using LossDsl.Kernels.Memory;
using LossDsl.Kernels.Windows;
using LossDsl.Orders;
using static TorchSharp.torch;

namespace LossDsl.CompilerServices;

/// <summary>
/// Group of images that one evaluation of the formula covers: one image, or the whole batch. Generated code uses it to run passes over the pixels and to read region values.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class ImageGroup : IDisposable
{
    private readonly CallGroups call;
    private readonly int group;
    private readonly int threads;
    private readonly List<FieldMemory> kept = [];
    private readonly StoredOrders orders;
    private bool hasChecked;

    internal ImageGroup(CallGroups call, int group, int threads) => (this.call, this.group, this.threads, orders) = (call, group, threads, new(call.Options.Region));

    /// <summary>Whether the call wants the gradient in addition to the value.</summary>
    public bool WantsGradient => call.Memory.Gradient != 0;

    /// <summary>
    /// Upstream gradient: the derivative of the loss by the formula's value for each region, or for the group. 0 for regions that are excluded, or whose value the options replace
    /// because they are empty.
    /// </summary>
    public RegionValues Upstream => call.Regions.Upstream(group);

    /// <summary>Number of valid pixels of each region.</summary>
    public RegionValues N => new(call.Regions.PixelCounts(group));

    /// <summary>Divisor of a mean over pixels for each region: the number of valid pixels, or 1 if there is none.</summary>
    public RegionValues Divisor => new([.. call.Regions.PixelCounts(group).Select(static n => Math.Max(n, 1.0))]);

    /// <summary>Number of included classes: C, or C - 1 without the background.</summary>
    public RegionValues Classes => call.Regions.Count;

    /// <summary>
    /// Weight of each class as a factor in a mean over pixels; 1 without class weights. With <see cref="ClassWeighting.ByWeight"/> the weights are divided by their mean over the
    /// labels, Σ w y / Σ y.
    /// </summary>
    public RegionValues ClassWeight => call.Regions.ClassWeight(group);

    /// <summary>
    /// Weight of each class as a factor in a mean over classes; 1 without class weights. With <see cref="ClassWeighting.ByWeight"/> the weights are divided by their mean over the
    /// included classes.
    /// </summary>
    public RegionValues ClassWeightInMean => call.Regions.ClassWeightInMean;

    /// <summary>Whether a pass of this group has written the gradient.</summary>
    internal bool HasGradient { get; private set; }

    /// <summary>Runs a pass over the pixels of the group.</summary>
    /// <typeparam name="TPass">The pass.</typeparam>
    /// <param name="coefficients">Coefficients of the kernel, in the order in which the kernel reads them.</param>
    /// <param name="read">Fields that the kernel reads, in the kernel's order.</param>
    /// <returns>Results and stored fields of the pass.</returns>
    public PassOutput Run<TPass>(RegionValues[] coefficients, params PixelField[] read)
        where TPass : struct, IPass => Run<TPass>(call.Memory with { AddsToGradient = TPass.AddsToGradient }, call.Options.Activation!.Value, coefficients, read);

    /// <summary>Computes the sum of a region value over the included classes.</summary>
    public RegionValues ClassSum(RegionValues perRegion) => perRegion.BroadcastTo(call.Regions.Count).Sum();

    /// <summary>Computes the mean of a region value over the included classes.</summary>
    public RegionValues ClassMean(RegionValues perRegion) => perRegion.BroadcastTo(call.Regions.Count).Average();

    /// <summary>Returns the maximum of a region value over the included classes.</summary>
    public RegionValues ClassMax(RegionValues perRegion) => perRegion.BroadcastTo(call.Regions.Count).Max();

    /// <summary>Returns the minimum of a region value over the included classes.</summary>
    public RegionValues ClassMin(RegionValues perRegion) => perRegion.BroadcastTo(call.Regions.Count).Min();

    /// <summary>Computes the local mean of a stored field over a window around each pixel.</summary>
    /// <param name="field">Field that a pass stored, float64.</param>
    /// <param name="window">Window.</param>
    /// <returns>Field of the means, valid until this group is disposed.</returns>
    public PixelField LocalMean(PixelField field, LocalWindow window) => Filter(field, window, isMean: true, isAdjoint: false);

    /// <summary>Computes the variance of a stored field over the window of <see cref="LocalMean"/>, with all digits where the window is almost flat.</summary>
    /// <param name="field">Field that a pass stored, float64.</param>
    /// <param name="window">Window.</param>
    /// <returns>Field of the variances, at least 0, valid until this group is disposed.</returns>
    public PixelField LocalVariance(PixelField field, LocalWindow window) => LocalCovariance(field, field, window);

    /// <summary>Computes the covariance of two stored fields over the window of <see cref="LocalMean"/>, with all digits where the window is almost flat.</summary>
    /// <param name="first">Field that a pass stored, float64.</param>
    /// <param name="second">Another such field.</param>
    /// <param name="window">Window.</param>
    /// <returns>Field of the covariances, valid until this group is disposed.</returns>
    public PixelField LocalCovariance(PixelField first, PixelField second, LocalWindow window)
    {
        var (result, separable) = (AllocateField(), new SeparableWindow(call.Spatial, window, isMean: true, isAdjoint: false));
        separable.RunCovariance(first, second, result, Planes);
        return result;
    }

    /// <summary>Applies the adjoint filter of <see cref="LocalMean"/>: the transpose of its matrix, which takes adjoints of means to adjoints of pixels.</summary>
    /// <param name="field">Field that a pass stored, float64.</param>
    /// <param name="window">Window.</param>
    /// <returns>Filtered field, valid until this group is disposed.</returns>
    public PixelField LocalMeanAdjoint(PixelField field, LocalWindow window) => Filter(field, window, isMean: true, isAdjoint: true);

    /// <summary>Computes the sum of a stored field over a window around each pixel, with the weights of the window.</summary>
    /// <param name="field">Field that a pass stored, float64.</param>
    /// <param name="window">Window.</param>
    /// <returns>Field of the sums, valid until this group is disposed.</returns>
    public PixelField LocalSum(PixelField field, LocalWindow window) => Filter(field, window, isMean: false, isAdjoint: false);

    /// <summary>Applies the adjoint filter of <see cref="LocalSum"/>.</summary>
    /// <param name="field">Field that a pass stored, float64.</param>
    /// <param name="window">Window.</param>
    /// <returns>Filtered field, valid until this group is disposed.</returns>
    public PixelField LocalSumAdjoint(PixelField field, LocalWindow window) => Filter(field, window, isMean: false, isAdjoint: true);

    /// <summary>Takes the maximum of a stored field in a window around each pixel.</summary>
    /// <param name="field">Field that a pass stored, float64.</param>
    /// <param name="window">Window.</param>
    /// <returns>Field of the maxima, valid until this group is disposed.</returns>
    public PixelField LocalMax(PixelField field, LocalWindow window) => Extreme(field, window, isMaximum: true);

    /// <summary>Takes the minimum of a stored field in a window around each pixel.</summary>
    /// <param name="field">Field that a pass stored, float64.</param>
    /// <param name="window">Window.</param>
    /// <returns>Field of the minima, valid until this group is disposed.</returns>
    public PixelField LocalMin(PixelField field, LocalWindow window) => Extreme(field, window, isMaximum: false);

    /// <summary>Gives the adjoint of each <see cref="LocalMax"/> to the first pixel of its window that attains it.</summary>
    /// <param name="adjoints">Field of the adjoints, stored by a pass, float64.</param>
    /// <param name="values">Field of which the window takes the maximum, stored by a pass, float64.</param>
    /// <param name="window">Window.</param>
    /// <returns>Field of the adjoints of the values, valid until this group is disposed.</returns>
    public PixelField LocalMaxAdjoint(PixelField adjoints, PixelField values, LocalWindow window) => ExtremeAdjoint(adjoints, values, window, isMaximum: true);

    /// <summary>Gives the adjoint of each <see cref="LocalMin"/> to the first pixel of its window that attains it.</summary>
    /// <param name="adjoints">Field of the adjoints, stored by a pass, float64.</param>
    /// <param name="values">Field of which the window takes the minimum, stored by a pass, float64.</param>
    /// <param name="window">Window.</param>
    /// <returns>Field of the adjoints of the values, valid until this group is disposed.</returns>
    public PixelField LocalMinAdjoint(PixelField adjoints, PixelField values, LocalWindow window) => ExtremeAdjoint(adjoints, values, window, isMaximum: false);

    /// <summary>Computes a field of a provider from a stored field.</summary>
    /// <param name="values">Field that a pass stored.</param>
    /// <param name="provider">Computes the provider's field.</param>
    /// <returns>Field, valid until this group is disposed.</returns>
    public PixelField Field(PixelField values, IFieldProvider provider) => Provide(tensors => FieldCall.Compute(provider, tensors[0]), values);

    /// <summary>Applies the adjoint of a provider's field.</summary>
    /// <param name="adjoint">Stored adjoint of the field.</param>
    /// <param name="values">Stored field that the provider's field is computed from.</param>
    /// <param name="provider">Computes the adjoint.</param>
    /// <returns>Field, valid until this group is disposed.</returns>
    public PixelField FieldAdjoint(PixelField adjoint, PixelField values, IFieldProvider provider) =>
        Provide(tensors => FieldCall.Adjoint(provider, tensors[1], tensors[0]), adjoint, values);

    /// <summary>Returns a distance map: the caller's precomputed map of that name, or else one that is computed once for the call.</summary>
    /// <param name="name">Name of the parameter that reads the map.</param>
    /// <param name="of">Mask of the map: target or prediction.</param>
    /// <param name="kind">Kind of distance.</param>
    public PixelField Map(string name, Of of, DistanceKind kind) => call.Fields.Get(name, pixels => pixels.Map(name, of, kind));

    /// <summary>Returns a provider's map: the caller's precomputed map of that name, or else one that the provider computes once for the call.</summary>
    /// <param name="name">Name of the parameter that reads the map.</param>
    /// <param name="of">Mask of the map: target or prediction.</param>
    /// <param name="provider">Provider of the map.</param>
    public PixelField Map(string name, Of of, IMapProvider provider) => call.Fields.Get(name, pixels => pixels.Map(name, of, provider));

    /// <summary>Returns an input that has a value for each pixel.</summary>
    /// <param name="name">Name of the parameter that reads the input.</param>
    public PixelField PixelInput(string name) => call.Fields.Get(name, pixels => pixels.PixelInput(name));

    /// <summary>Returns an input that has a value for each pair of classes, as a value for each pixel: at each class that of the class and the label.</summary>
    /// <param name="name">Name of the parameter that reads the input.</param>
    public PixelField ClassPairInput(string name) => call.Fields.Get(name, pixels => pixels.ClassPairInput(name));

    /// <summary>Returns an input that has a value for each region.</summary>
    /// <param name="name">Name of the parameter that reads the input.</param>
    public RegionValues RegionInput(string name) => call.Inputs.Get(name, group);

    /// <summary>Returns an input that has a value for each class.</summary>
    /// <param name="name">Name of the parameter that reads the input.</param>
    public RegionValues ClassInput(string name) => call.Inputs.Get(name, group);

    /// <summary>Returns an input that has a value for each image, or for the batch.</summary>
    /// <param name="name">Name of the parameter that reads the input.</param>
    public RegionValues ImageInput(string name) => call.Inputs.Get(name, group);

    /// <summary>Returns the memory of all stored and filtered fields, and of orders.</summary>
    public void Dispose()
    {
        kept.ForEach(static memory => memory.Dispose());
        orders.Dispose();
    }

    /// <summary>Runs a pass over the pixels of the group with other memory or another activation than the call's.</summary>
    /// <typeparam name="TPass">The pass.</typeparam>
    /// <param name="memory">Tensors that the pass reads and writes.</param>
    /// <param name="activation">Activation of the logits.</param>
    /// <param name="coefficients">Coefficients of the kernel.</param>
    /// <param name="read">Fields that the kernel reads.</param>
    internal PassOutput Run<TPass>(CallMemory memory, Activation activation, RegionValues[] coefficients, params PixelField[] read)
        where TPass : struct, IPass
    {
        var kept = Enumerable.Range(0, TPass.Kept).Select(_ => AllocateField()).ToArray();
        var regions = call.Regions.Count;

        // Checking the ranges of targets and given probabilities once is enough, so only the first pass does.
        (memory, hasChecked) = (hasChecked ? memory with { Alarm = null } : memory, true);

        // Stored predictions occupy the gradient buffer, so they must not overwrite a gradient to which a pass adds.
        var canKeep = WantsGradient && !memory.AddsToGradient;
        var inputs = new PassInputs(memory, call.Images(group), activation, canKeep ? TPass.PredictionSource : PredictionSource.Computed, Coefficients.PerRegion(coefficients, regions), read, kept, threads);

        // A region without valid pixels gets 0 for every result, also for maxima and minima.
        var results = Dispatch<TPass>.Run(inputs, call.Width);
        HasGradient |= TPass.HasGradient && WantsGradient;
        var counts = call.Regions.PixelCounts(group);
        return new([.. Enumerable.Range(0, TPass.Results.Length).Select(result => new RegionValues([.. results.Select((regionResults, region) => counts[region] > 0 ? regionResults[result] : 0)]))], kept);
    }

    private PixelField AllocateField()
    {
        var (images, memory) = (call.Images(group), call.Memory);
        var field = new FieldMemory((nint)(images.End.Value - images.Start.Value) * memory.Classes * memory.Pixels * memory.ElementSize);
        kept.Add(field);
        return new(field.Address, images.Start.Value, memory.Classes, memory.Pixels, memory.ElementSize);
    }

    // A field of the user's own gets tensors of its own, which it may keep.
    private PixelField Provide(Func<Tensor[], Tensor> compute, params PixelField[] stored) => Apply(tensors => compute([.. tensors.Select(static tensor => tensor.clone())]), stored);

    private PixelField Apply(Func<Tensor[], Tensor> compute, params PixelField[] stored)
    {
        var (images, result) = (call.Images(group), AllocateField());
        FieldTensors.Compute(compute, stored, result, images, [images.End.Value - images.Start.Value, call.Memory.Classes, .. call.Spatial], call.Memory.IsSingle);
        return result;
    }

    // Where all pixels are valid no filter has to read that they are.
    private Tensor? Mask(Tensor validity) => call.Memory.IsMasked ? validity : null;

    private PixelField Filter(PixelField field, LocalWindow window, bool isMean, bool isAdjoint)
    {
        var result = AllocateField();
        if (window.IsSeparable)
        {
            new SeparableWindow(call.Spatial, window, isMean, isAdjoint).Run(field, result, Planes);
        }
        else
        {
            new WindowSum(call.Spatial, window, isMean, isAdjoint).Run(field, result, Planes);
        }

        return result;
    }

    private PixelField Extreme(PixelField field, LocalWindow window, bool isMaximum)
    {
        var result = AllocateField();
        new WindowExtreme(call.Spatial, window, isMaximum).Run(field, result, Planes);
        return result;
    }

    private PixelField ExtremeAdjoint(PixelField adjoints, PixelField values, LocalWindow window, bool isMaximum)
    {
        var result = AllocateField();
        new WindowExtreme(call.Spatial, window, isMaximum).RunAdjoint(adjoints, values, result, Planes);
        return result;
    }

    private PlaneRange Planes => new(call.Images(group), call.Memory.FirstClass, call.Memory.Classes, call.Memory.Pixels, threads);
}
