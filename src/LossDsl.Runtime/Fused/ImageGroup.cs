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
/// Images that one evaluation of the formula covers: one image, the whole batch as one image, or all images of a batch over which the formula reduces. Generated code uses it to run
/// passes over the pixels and to read region values.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class ImageGroup : IDisposable
{
    private readonly CallGroups call;
    private readonly int[] groups;
    private readonly int threads;
    private readonly List<FieldMemory> kept = [];
    private readonly StoredOrders orders;
    private bool hasChecked;

    /// <param name="call">The call.</param>
    /// <param name="groups">Groups of images that are evaluated together, one after the other; one unless the formula reduces over the batch.</param>
    /// <param name="threads">Largest number of threads.</param>
    internal ImageGroup(CallGroups call, IEnumerable<int> groups, int threads) => (this.call, this.groups, this.threads, orders) = (call, [.. groups], threads, new(call.Options.Region));

    /// <summary>Whether the call wants the gradient in addition to the value.</summary>
    public bool WantsGradient => call.Memory.Gradient != 0;

    /// <summary>Whether a pass of this group has written the gradient.</summary>
    internal bool HasGradient { get; private set; }

    /// <summary>Runs a pass over the pixels of the group.</summary>
    /// <typeparam name="TPass">The pass.</typeparam>
    /// <param name="coefficients">Coefficients of the kernel, in the order in which the kernel reads them.</param>
    /// <param name="read">Fields that the kernel reads, in the kernel's order.</param>
    /// <returns>Results and stored fields of the pass.</returns>
    public PassOutput Run<TPass>(RegionValues[] coefficients, params PixelField[] read)
        where TPass : struct, IPass => Run<TPass>(call.Memory with { AddsToGradient = TPass.AddsToGradient }, call.Options.Activation!.Value, coefficients, read);

    /// <summary>Returns a stored field as it is, for later passes.</summary>
    /// <param name="field">Field that a pass stored.</param>
    public PixelField Stored(PixelField field) => field;

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

    /// <summary>Returns the memory of all stored and filtered fields, and of orders.</summary>
    public void Dispose()
    {
        kept.ForEach(static memory => memory.Dispose());
        orders.Dispose();
    }

    /// <summary>Returns the values of the regions of one group.</summary>
    internal RegionValues Select(RegionValues values, int group) => groups.Length == 1 ? values : new(Slice(values, group));

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

        // Checking the ranges of targets and given probabilities once is enough, so only the first pass does.
        (memory, hasChecked) = (hasChecked ? memory with { Alarm = null } : memory, true);

        // Stored predictions occupy the gradient buffer, so they must not overwrite a gradient to which a pass adds.
        var canKeep = WantsGradient && !memory.AddsToGradient;
        var source = canKeep ? TPass.PredictionSource : PredictionSource.Computed;
        var results = groups.SelectMany(group => RunOne<TPass>(new(memory, call.Images(group), activation, source, OfGroup(coefficients, group), read, kept, threads), group)).ToArray();
        HasGradient |= TPass.HasGradient && WantsGradient;
        return new([.. Enumerable.Range(0, TPass.Results.Length).Select(result => new RegionValues(Array.ConvertAll(results, region => region[result])))], kept);
    }

    // A region without valid pixels gets 0 for every result, also for maxima and minima.
    private IEnumerable<double[]> RunOne<TPass>(PassInputs inputs, int group)
        where TPass : struct, IPass => Dispatch<TPass>.Run(inputs, call.Width).Zip(call.Regions.PixelCounts(group), static (results, n) => n > 0 ? results : new double[results.Length]);

    private double[][] OfGroup(RegionValues[] coefficients, int group) =>
        Coefficients.PerRegion(Array.ConvertAll(coefficients, values => Select(values, group)), call.Regions.Count);

    // The values of the regions of one group.
    private double[] Slice(RegionValues perRegion, int group) => perRegion.Slice((group - groups[0]) * call.Regions.Count, call.Regions.Count);

    private Range Images => call.Images(groups[0]).Start..call.Images(groups[^1]).End;

    private PixelField AllocateField()
    {
        var (images, memory) = (Images, call.Memory);
        var field = new FieldMemory((nint)(images.End.Value - images.Start.Value) * memory.Classes * memory.Pixels * memory.ElementSize);
        kept.Add(field);
        return new(field.Address, images.Start.Value, memory.Classes, memory.Pixels, memory.ElementSize);
    }

    // A field of the user's own gets tensors of its own, which it may keep.
    private PixelField Provide(Func<Tensor[], Tensor> compute, params PixelField[] stored) => Apply(tensors => compute([.. tensors.Select(static tensor => tensor.clone())]), stored);

    private PixelField Apply(Func<Tensor[], Tensor> compute, params PixelField[] stored)
    {
        var (images, result) = (Images, AllocateField());
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

    private PlaneRange Planes => new(Images, call.Memory.FirstClass, call.Memory.Classes, call.Memory.Pixels, threads);
}
