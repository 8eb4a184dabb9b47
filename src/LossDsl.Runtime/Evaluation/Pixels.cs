using System.ComponentModel;
using LossDsl.Activations;
using LossDsl.Counts;
using LossDsl.Evaluation;
using LossDsl.Filters;
using LossDsl.Inputs;
using LossDsl.Tensors;
using static TorchSharp.torch;

namespace LossDsl.CompilerServices;

/// <summary>
/// Inputs and reductions of one call for generated tensor code: logits, probabilities and target of every pixel, [B, C, ...], and sums, means and extremes over regions and classes.
/// Tensors of regions keep the rank of the logits, [B, C, 1, ...] per image or [1, C, 1, ...] over the whole batch, and so broadcast over pixels.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class Pixels
{
    // A ratio of sums near 1e-43, which softmax produces, has a derivative too large for float32. Infinity times 0 would make NaN of pixels that the ratio does not depend on.
    private const double LargestSpread = 1e37;

    private readonly Probabilities probabilities;
    private readonly PreparedTarget target;
    private readonly SoftCounts counts;
    private readonly Regions regions;
    private readonly LossOptions options;
    private readonly TargetAnnotations annotations;

    // Whether a stage over the classes of a pixel was computed: the gradient then reaches the pixels of an excluded background.
    private bool readsPixelClasses;

    private Pixels(Probabilities probabilities, PreparedTarget target, LossOptions options, TargetAnnotations annotations)
    {
        this.probabilities = probabilities;
        this.target = target;
        this.options = options;
        this.annotations = annotations;

        // For hard labels both kinds of counts are equal, and products cost less.
        counts = options.SoftLabels == SoftLabels.L1 && !target.IsHard ? new L1Counts(target.Y, probabilities) : new ProductCounts(target.Y, probabilities);
        regions = new Regions(probabilities.Input, target.Valid, options.Region);
    }

    /// <summary>The raw logit x of each pixel and class, [B, C, ...].</summary>
    public Field X => Input;

    /// <summary>The probability p of each pixel and class, [B, C, ...].</summary>
    public Field P => Lazily(static x => x.P);

    /// <summary>The complement q = 1 - p, computed from the logit without subtraction: accurate where p rounds to 1.</summary>
    public Field Q => Lazily(static x => x.Q);

    /// <summary>log p, computed from the logit: finite where p rounds to 0.</summary>
    public Field LogP => Lazily(static x => x.LogP);

    /// <summary>log (1 - p), computed from the logit: finite where p rounds to 1.</summary>
    public Field LogQ => Lazily(static x => x.LogQ);

    /// <summary>The target y of each pixel and class, in [0, 1].</summary>
    public Field Y => target.Y;

    /// <summary>Contribution of each pixel to tp: y p, or min(p, y) with <see cref="SoftLabels.L1"/>.</summary>
    public Field TruePositive => counts.TruePositive.Keep();

    /// <summary>Contribution of each pixel to fp: (1 - y) p, or max(p - y, 0) with <see cref="SoftLabels.L1"/>.</summary>
    public Field FalsePositive => counts.FalsePositive.Keep();

    /// <summary>Contribution of each pixel to fn: y (1 - p), or max(y - p, 0) with <see cref="SoftLabels.L1"/>.</summary>
    public Field FalseNegative => counts.FalseNegative.Keep();

    /// <summary>Contribution of each pixel to tn: (1 - y)(1 - p), or 1 - max(p, y) with <see cref="SoftLabels.L1"/>.</summary>
    public Field TrueNegative => counts.TrueNegative.Keep();

    /// <summary>Derivative of <see cref="TruePositive"/> by p: y; with <see cref="SoftLabels.L1"/> 1 for p below y, 0 for p above y, and y for p = y.</summary>
    public Field TruePositiveSlope => counts.TruePositiveSlope.Keep();

    /// <summary>Whether the input holds probabilities (<see cref="Activation.None"/>), so that gradients are by p instead of its log-odds.</summary>
    public bool AreProbabilities => probabilities.AreGiven;

    /// <summary>The number of valid pixels of each region, float64.</summary>
    public Field N => regions.N;

    /// <summary>Divisor of means over pixels: the number of valid pixels of each region, but at least 1. float64.</summary>
    public Field Divisor => regions.Divisor;

    /// <summary>The number of classes in the result, a float64 scalar: C, or C - 1 without the background.</summary>
    public Field Classes => tensor((double)(Input.shape[1] - options.FirstClass), float64, Input.device);

    /// <summary>
    /// The weight w of each class for means over pixels, [1, C, 1, ...] or per region, float64; 1 if no weights are given. With <see cref="ClassWeighting.ByWeight"/> it is divided by
    /// the mean weight of the pixels, Σ w y / Σ y, with the labels y before smoothing and without an excluded background. Where Σ w y is 0 the weights stay undivided.
    /// </summary>
    public Field ClassWeight
    {
        get
        {
            var weights = GivenWeight;
            if (!options.DividesByWeight)
            {
                return weights;
            }

            var foreground = regions.Sum(target.Labels);
            return Normalized(weights, IncludedClasses(weights * foreground).sum(1, keepdim: true) / IncludedClasses(foreground).sum(1, keepdim: true));
        }
    }

    /// <summary>
    /// The weight of each class for means over classes, [1, C, 1, ...], float64; 1 if no weights are given. With <see cref="ClassWeighting.ByWeight"/> it is divided by the mean weight
    /// of the classes, without an excluded background.
    /// </summary>
    public Field ClassWeightInMean => options.DividesByWeight ? Normalized(GivenWeight, IncludedClasses(GivenWeight).mean([1], keepdim: true)) : GivenWeight;

    /// <summary>Sums a value of each pixel over the valid pixels of each region. libtorch sums in blocks; the result is float64.</summary>
    public Field Sum(Field term) => regions.Sum(term);

    /// <summary>Averages a value of each pixel over the valid pixels of each region; 0 for a region without valid pixels. float64.</summary>
    public Field Mean(Field term) => regions.Mean(term);

    /// <summary>Returns the maximum over the valid pixels of each region; 0 for a region without valid pixels. float64.</summary>
    public Field Max(Field term) => regions.Max(term);

    /// <summary>Returns the minimum over the valid pixels of each region; 0 for a region without valid pixels. float64.</summary>
    public Field Min(Field term) => -regions.Max(-term);

    /// <summary>
    /// Returns the derivative of the extreme of each region by the value of each pixel, [B, C, ...]: 1/k at the k valid pixels that attain the extreme, 0 elsewhere.
    /// </summary>
    /// <param name="term">The value of each pixel.</param>
    /// <param name="extreme">The maximum or minimum of <paramref name="term"/> in each region, float64.</param>
    public Field Share(Field term, Field extreme) => regions.Share(term, extreme.ToTensor(regions.N));

    /// <summary>Averages a value of each pixel over a window around it, [B, C, ...]. Invalid pixels enter as 0.</summary>
    /// <param name="term">One value for each pixel.</param>
    /// <param name="window">The window.</param>
    public Field LocalMean(Field term, LocalWindow window) => Filtered(term, images => WindowFilter.Apply(images, window, isMean: true));

    /// <summary>Computes the variance over the window of <see cref="LocalMean"/>, [B, C, ...], at least 0, with all digits where the window is almost flat.</summary>
    /// <param name="term">One value for each pixel.</param>
    /// <param name="window">The window.</param>
    public Field LocalVariance(Field term, LocalWindow window) => Filtered(term, images => CovarianceFilter.Apply(images, images, window));

    /// <summary>Computes the covariance of two values over the window of <see cref="LocalMean"/>, [B, C, ...], with all digits where the window is almost flat.</summary>
    /// <param name="first">One value for each pixel.</param>
    /// <param name="second">Another value for each pixel.</param>
    /// <param name="window">The window.</param>
    public Field LocalCovariance(Field first, Field second, LocalWindow window) =>
        Filtered(first, images => Filtered(second, others => CovarianceFilter.Apply(images, others, window)));

    /// <summary>Applies the adjoint of the filter <see cref="LocalMean"/>, for the backward pass; [B, C, ...].</summary>
    /// <param name="adjoint">The adjoint of each local mean.</param>
    /// <param name="window">The window.</param>
    public Field LocalMeanAdjoint(Field adjoint, LocalWindow window) => Filtered(adjoint, images => WindowFilter.Adjoint(images, window, isMean: true));

    /// <summary>Sums a value of each pixel over a window around it, with the weights of the window, [B, C, ...]. Invalid pixels enter as 0.</summary>
    /// <param name="term">One value for each pixel.</param>
    /// <param name="window">The window.</param>
    public Field LocalSum(Field term, LocalWindow window) => Filtered(term, images => WindowFilter.Apply(images, window, isMean: false));

    /// <summary>Applies the adjoint of the filter <see cref="LocalSum"/>, for the backward pass; [B, C, ...].</summary>
    /// <param name="adjoint">The adjoint of each local sum.</param>
    /// <param name="window">The window.</param>
    public Field LocalSumAdjoint(Field adjoint, LocalWindow window) => Filtered(adjoint, images => WindowFilter.Adjoint(images, window, isMean: false));

    /// <summary>Takes the maximum of a value of each pixel in a window around it, [B, C, ...]. Invalid pixels enter as 0.</summary>
    /// <param name="term">One value for each pixel.</param>
    /// <param name="window">The window.</param>
    public Field LocalMax(Field term, LocalWindow window) => Filtered(term, images => ExtremeFilter.Apply(images, window, isMaximum: true));

    /// <summary>Takes the minimum of a value of each pixel in a window around it, [B, C, ...]. Invalid pixels enter as 0.</summary>
    /// <param name="term">One value for each pixel.</param>
    /// <param name="window">The window.</param>
    public Field LocalMin(Field term, LocalWindow window) => Filtered(term, images => ExtremeFilter.Apply(images, window, isMaximum: false));

    /// <summary>Gives the adjoint of each <see cref="LocalMax"/> to the first pixel of its window that attains it, [B, C, ...].</summary>
    /// <param name="adjoint">The adjoint of each maximum.</param>
    /// <param name="term">The values of which the window takes the maximum.</param>
    /// <param name="window">The window.</param>
    public Field LocalMaxAdjoint(Field adjoint, Field term, LocalWindow window) =>
        Filtered(adjoint, adjoints => Filtered(term, images => ExtremeFilter.Adjoint(adjoints, images, window, isMaximum: true)));

    /// <summary>Gives the adjoint of each <see cref="LocalMin"/> to the first pixel of its window that attains it, [B, C, ...].</summary>
    /// <param name="adjoint">The adjoint of each minimum.</param>
    /// <param name="term">The values of which the window takes the minimum.</param>
    /// <param name="window">The window.</param>
    public Field LocalMinAdjoint(Field adjoint, Field term, LocalWindow window) =>
        Filtered(adjoint, adjoints => Filtered(term, images => ExtremeFilter.Adjoint(adjoints, images, window, isMaximum: false)));

    /// <summary>Sums a value of each region over the classes, without an excluded background; [B, 1, 1, ...].</summary>
    public Field ClassSum(Field perRegion) => IncludedClasses(perRegion).sum(1, keepdim: true);

    /// <summary>Averages a value of each region over the classes, without an excluded background; [B, 1, 1, ...].</summary>
    public Field ClassMean(Field perRegion) => IncludedClasses(perRegion).mean([1], keepdim: true);

    /// <summary>Returns the maximum of a value of each region over the classes, without an excluded background; [B, 1, 1, ...].</summary>
    public Field ClassMax(Field perRegion) => IncludedClasses(perRegion).amax([1], keepdim: true);

    /// <summary>Returns the minimum of a value of each region over the classes, without an excluded background; [B, 1, 1, ...].</summary>
    public Field ClassMin(Field perRegion) => IncludedClasses(perRegion).amin([1], keepdim: true);

    /// <summary>Returns the derivative of an extreme over the classes by the value of each region, [B, C, 1, ...]: 1/k for the k classes that attain the extreme, else 0.</summary>
    /// <param name="perRegion">The value of each region.</param>
    /// <param name="extreme">The maximum or minimum of <paramref name="perRegion"/> over the classes, [B, 1, 1, ...].</param>
    public Field ClassShare(Field perRegion, Field extreme)
    {
        var attained = perRegion.ToTensor(regions.N).eq(extreme.ToTensor(regions.N)).to_type(float64);
        return attained / IncludedClasses(attained).sum(1, keepdim: true).AtLeast(1);
    }

    /// <summary>The number of images, a float64 scalar: B, or 1 if the batch counts as one image.</summary>
    public Field ImageCount => tensor((double)regions.Shape[0], float64, Input.device);

    /// <summary>Sums a value of each image over the batch; [1, 1, 1, ...].</summary>
    public Field BatchSum(Field perImage) => PerImage(perImage).sum(0, keepdim: true);

    /// <summary>Averages a value of each image over the batch; [1, 1, 1, ...].</summary>
    public Field BatchMean(Field perImage) => PerImage(perImage).mean([0], keepdim: true);

    /// <summary>Returns the maximum of a value of each image over the batch; [1, 1, 1, ...].</summary>
    public Field BatchMax(Field perImage) => PerImage(perImage).amax([0], keepdim: true);

    /// <summary>Returns the derivative of the maximum over the batch by the value of each image, [B, 1, 1, ...]: 1/k for the k images that attain it, else 0.</summary>
    /// <param name="perImage">The value of each image.</param>
    /// <param name="extreme">The maximum of <paramref name="perImage"/>, [1, 1, 1, ...].</param>
    public Field BatchShare(Field perImage, Field extreme)
    {
        var attained = PerImage(perImage).eq(PerImage(extreme)).to_type(float64);
        return attained / attained.sum(0, keepdim: true).AtLeast(1);
    }

    /// <summary>Returns a tensor of regions filled with one number, float64.</summary>
    public Field Fill(double value) => NumberMath.Fill(regions.Shape, value, float64, Input.device);

    /// <summary>Converts values of regions to the type of the pixels, clamped to ±1e37, so that they broadcast over pixels. Conditions stay bool, numbers stay numbers.</summary>
    public Field Spread(Field perRegion) => perRegion.Map(x => x.Tensor is null ? x : Spread(x.Tensor));

    /// <summary>Returns a distance map, [B, C, ...], in the type of the pixels: the precomputed one of the annotations, else a new one.</summary>
    /// <param name="name">The name of the parameter that reads the map.</param>
    /// <param name="of">The mask: target or prediction, thresholded at 1/2; 0 at invalid pixels.</param>
    /// <param name="kind">The content of the map.</param>
    public Field Map(string name, Of of, DistanceKind kind) => Precomputed(name, of) ?? DistanceMap.Compute(Mask(of), kind, annotations.Spacing).to_type(Input.dtype);

    /// <summary>Returns a map of a provider, [B, C, ...], in the type of the pixels: the precomputed one of the annotations, else a new one.</summary>
    /// <param name="name">The name of the parameter that reads the map.</param>
    /// <param name="of">The mask: target or prediction, thresholded at 1/2; 0 at invalid pixels.</param>
    /// <param name="provider">Computes the map.</param>
    public Field Map(string name, Of of, IMapProvider provider) => Precomputed(name, of) ?? provider.Compute(Mask(of), annotations.Spacing).to_type(Input.dtype);

    /// <summary>Returns an input with a value for each pixel, [B, C, ...], in the type of the pixels.</summary>
    /// <param name="name">The name of the parameter that reads the input.</param>
    public Field PixelInput(string name) => InputTensors.PerPixel(annotations, name, Input);

    /// <summary>
    /// Returns an input with a value for each pair of classes, [C, C], as a value for each pixel and class, [B, C, ...], in the type of the pixels: at class c the sum over the
    /// classes l of the element (c, l) times the target at class l.
    /// </summary>
    /// <param name="name">The name of the parameter that reads the input.</param>
    public Field ClassPairInput(string name) => target.Y.Mix(InputTensors.Find(annotations, name)!.detach().to_type(Input.dtype), Input);

    /// <summary>Returns an input with a value for each region, [B, C, 1, ...] or [1, C, 1, ...], float64.</summary>
    /// <param name="name">The name of the parameter that reads the input.</param>
    public Field RegionInput(string name) => InputOfRegions(name, Per.Region);

    /// <summary>Returns an input with a value for each class, repeated for each group of images, [B, C, 1, ...] or [1, C, 1, ...], float64.</summary>
    /// <param name="name">The name of the parameter that reads the input.</param>
    public Field ClassInput(string name) => InputOfRegions(name, Per.Class);

    /// <summary>Returns an input with a value for each image, [B, 1, 1, ...], or for the batch, [1, 1, 1, ...]; float64.</summary>
    /// <param name="name">The name of the parameter that reads the input.</param>
    public Field ImageInput(string name) => InputOfRegions(name, Per.Image);

    /// <summary>Computes a field of a provider, [B, C, ...]. Invalid pixels enter as 0.</summary>
    /// <param name="values">One value for each pixel.</param>
    /// <param name="provider">Computes the field.</param>
    public Field Field(Field values, IFieldProvider provider) => Filtered(values, images => FieldCall.Compute(provider, images));

    /// <summary>Applies the adjoint of a field, for the backward pass; [B, C, ...].</summary>
    /// <param name="adjoint">The adjoint of the field.</param>
    /// <param name="values">The values that the field was computed from.</param>
    /// <param name="provider">Computes the adjoint.</param>
    public Field FieldAdjoint(Field adjoint, Field values, IFieldProvider provider) =>
        Filtered(adjoint, upstream => Filtered(values, images => FieldCall.Adjoint(provider, images, upstream)));

    /// <summary>Builds one tensor from a value for each pixel and class, [B, C, ...].</summary>
    internal Tensor ToTensor(Field perPixel) => perPixel.ToTensor(Input);

    /// <summary>Builds one tensor from a value for each pixel and class, [B, C, ...], in the type of the pixels: 0 at invalid pixels and in an excluded background.</summary>
    internal Tensor Included(Field perPixel) => WithoutExcluded(regions.Mask(ToTensor(perPixel).to_type(Input.dtype)));

    /// <summary>Applies the activation to the logits and prepares the target. Autograd records the activation if the logits require a gradient.</summary>
    /// <param name="logits">[B, C, ...].</param>
    /// <param name="target">The shape of the logits, or without dimension 1.</param>
    /// <param name="options">The options of the loss, with its activation.</param>
    /// <param name="annotations">The annotations of the target.</param>
    /// <param name="type">The type that pixels are computed in: float32 or float64.</param>
    internal static Pixels Activate(Tensor logits, Tensor target, LossOptions options, TargetAnnotations annotations, ScalarType type)
    {
        var widened = logits.to_type(type);
        var prepared = PreparedTarget.Prepare(widened, target.detach(), options, annotations);
        return new(options.Activation!.Value.Apply(Cleared(Finite(widened), prepared.Valid, options)), prepared, options, annotations);
    }

    // Autograd's derivatives at -∞ are NaN.
    private static Tensor Finite(Tensor logits) => logits.requires_grad ? InfiniteLogits.Finite(logits) : logits;

    // The logit of an invalid pixel may be NaN, and 0 · NaN would reach the sums.
    private static Tensor Cleared(Tensor logits, Tensor? valid, LossOptions options) => valid is null ? logits
        : where(options.Activation == Activation.Softmax ? ValidPixels.AnyClass(valid) : valid, logits, zeros_like(logits));

    /// <summary>Creates the reduction of region values to the result of the loss.</summary>
    /// <param name="isPerImage">Whether the formula has one value for each image.</param>
    /// <param name="isPerBatch">Whether the formula has one value for the batch.</param>
    /// <param name="readsClassWeights">Whether the formula applies class weights itself.</param>
    internal RegionReduction Reduction(bool isPerImage, bool isPerBatch, bool readsClassWeights) =>
        new(() => regions.Mean(probabilities.P), target.Labels, regions, options, isPerImage, isPerBatch, readsClassWeights || options.ClassWeights is null ? null : GivenWeight);

    /// <summary>Computes dL/dlogits, [B, C, ...], in the type of the pixels; 0 at pixels that are invalid in every class.</summary>
    /// <param name="evaluated">The result of the formula, with its gradient.</param>
    /// <param name="ofEmptyRegions">The derivative by p that empty regions add at each of their pixels, one value for each region; or null.</param>
    internal Tensor GradLogits(FormulaResult evaluated, Tensor? ofEmptyRegions)
    {
        if (ofEmptyRegions is null && evaluated.InputGradient is null && GradientOfOwn(evaluated.Gradient!) is { } ofOwn)
        {
            return ofOwn;
        }

        var gradient = ToTensor(evaluated.Gradient!);
        if (ofEmptyRegions is not null)
        {
            var slope = Spread(ofEmptyRegions);
            gradient = gradient.Plus(AreProbabilities ? slope : slope * probabilities.P * probabilities.Q);
        }

        var result = probabilities.Backward(Masked(gradient));
        return evaluated.InputGradient is null ? result : result.Plus(Masked(ToTensor(evaluated.InputGradient)));
    }

    private Tensor Input => probabilities.Input;

    private Tensor InputOfRegions(string name, Per per)
    {
        var table = InputTensors.PerGroup(annotations, name, per, Input.shape, options.Region);
        return table.reshape([.. table.shape, .. Enumerable.Repeat(1L, (int)Input.dim() - 2)]);
    }

    private Field Lazily(Func<Probabilities, Tensor> form) =>
        new Field(Operand.Defer(() => form(probabilities)).Keep(), classes => form(probabilities.Own(classes.Index)));

    private Tensor GivenWeight
    {
        get
        {
            long[] shape = [.. Input.shape.Select(static (length, dimension) => dimension == 1 ? length : 1)];
            return options.ClassWeights is null ? ones(shape, float64, Input.device) : tensor(options.ClassWeights.ToArray(), float64, Input.device).reshape(shape);
        }
    }

    // A mean that is 0, or NaN for want of labelled pixels, leaves the weights as they are.
    private static Tensor Normalized(Tensor weights, Tensor mean) => weights / where(mean.IsAbove(0), mean, ones_like(mean));

    private Tensor Spread(Tensor perRegion) =>
        perRegion.dtype == ScalarType.Bool ? perRegion : perRegion.Within(-LargestSpread, LargestSpread).to_type(Input.dtype);

    // Losses such as cross-entropy have a gradient by the log-odds of the pixel's own class alone.
    private Tensor? GradientOfOwn(Field gradient) => regions.AreComplete && options.IncludeBackground && gradient.OwnAlone is ({ Tensor: { } own }, var indices)
        ? probabilities.BackwardOfOwn(own, indices.Index)
        : null;

    private Tensor Filtered(Field field, Func<Tensor, Tensor> filter)
    {
        // A value that is the same for all pixels has one element a region.
        var result = field.Read(Input, tensor => filter(regions.Mask(tensor).expand(Input.shape)));
        field.Release();
        return result;
    }

    private Tensor Masked(Tensor gradient) => readsPixelClasses ? regions.Mask(gradient) : WithoutExcluded(regions.Mask(gradient));

    // 0 for the class that the options exclude.
    private Tensor WithoutExcluded(Tensor perClass) => options.IncludeBackground ? perClass : Background.Restore(Background.Drop(perClass));

    private Tensor IncludedClasses(Field perRegion)
    {
        var all = perRegion.ToTensor(regions.N);
        return options.IncludeBackground ? all : Background.Drop(all);
    }

    // A value of an image is the same for all its classes.
    private Tensor PerImage(Field perImage) => perImage.ToTensor(regions.N).narrow(1, 0, 1);

    private Tensor? Precomputed(string name, Of of) => of != Of.Target ? null
        : annotations.Maps?.FirstOrDefault(map => string.Equals(map.Key, name, StringComparison.OrdinalIgnoreCase)).Value?.to_type(Input.dtype);

    private Tensor Mask(Of of) => regions.Mask((of == Of.Target ? ToTensor(target.Labels) : probabilities.P).IsAbove(0.5).to_type(Input.dtype));
}
