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
/// The pixels of one call, as generated code sees them: probabilities and target at every pixel, and reductions over regions and classes.
/// Tensors of regions keep the rank of the logits ([B, C, 1, ...] per image, [1, C, 1, ...] over the whole batch), so that they broadcast over pixels.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Pixels
{
    // The slope of a ratio of sums of 1e-43, as softmax makes them, is no float32; an infinity would be NaN at the pixels that it does not concern.
    private const double LargestSpread = 1e37;

    private readonly Probabilities probabilities;
    private readonly PreparedTarget target;
    private readonly SoftCounts counts;
    private readonly Regions regions;
    private readonly LossOptions options;
    private readonly TargetAnnotations annotations;

    private Pixels(Probabilities probabilities, PreparedTarget target, LossOptions options, TargetAnnotations annotations)
    {
        this.probabilities = probabilities;
        this.target = target;
        this.options = options;
        this.annotations = annotations;

        // Where all labels are hard the ways to count are the same, and products cost less.
        counts = options.SoftLabels == SoftLabels.L1 && !target.IsHard ? new L1Counts(target.Y, probabilities) : new ProductCounts(target.Y, probabilities);
        regions = new Regions(probabilities.Input, target.Valid, options.Region);
    }

    /// <summary>The raw logit of each pixel and class.</summary>
    public Tensor X => probabilities.Input;

    /// <summary>The probability p of each pixel and class.</summary>
    public Tensor P => probabilities.P;

    /// <summary>1 - p, computed from the logit and not by subtraction: it keeps its digits where p rounds to 1.</summary>
    public Tensor Q => probabilities.Q;

    /// <summary>log p, computed from the logit: finite where p rounds to 0.</summary>
    public Tensor LogP => probabilities.LogP;

    /// <summary>log (1 - p), computed from the logit: finite where p rounds to 1.</summary>
    public Tensor LogQ => probabilities.LogQ;

    /// <summary>The target y of each pixel and class, in [0, 1].</summary>
    public Field Y => target.Y;

    /// <summary>What each pixel adds to tp: y p, or what <see cref="LossOptions.SoftLabels"/> says.</summary>
    public Field TruePositive => counts.TruePositive;

    /// <summary>What each pixel adds to fp: (1 - y) p, or what <see cref="LossOptions.SoftLabels"/> says.</summary>
    public Field FalsePositive => counts.FalsePositive;

    /// <summary>What each pixel adds to fn: y (1 - p), or what <see cref="LossOptions.SoftLabels"/> says.</summary>
    public Field FalseNegative => counts.FalseNegative;

    /// <summary>What each pixel adds to tn: (1 - y)(1 - p), or what <see cref="LossOptions.SoftLabels"/> says.</summary>
    public Field TrueNegative => counts.TrueNegative;

    /// <summary>The derivative of <see cref="TruePositive"/> by p: y, or what <see cref="LossOptions.SoftLabels"/> says.</summary>
    public Field TruePositiveSlope => counts.TruePositiveSlope;

    /// <summary>Whether the input was probabilities, and gradients are by p instead of its log-odds.</summary>
    public bool AreProbabilities => probabilities.AreGiven;

    /// <summary>The number of valid pixels of each region, float64.</summary>
    public Tensor N => regions.N;

    /// <summary>What a mean over pixels divides by: the number of valid pixels, or 1 where there is none.</summary>
    public Tensor Divisor => regions.Divisor;

    /// <summary>The number of classes that count, float64.</summary>
    public Tensor Classes => tensor((double)(X.shape[1] - options.FirstClass), float64, X.device);

    /// <summary>
    /// The weight of each class as a mean over pixels takes it, [1, C, 1, ...] or per region, float64; 1 where none were given. By weight it is divided by its mean over the
    /// classes of the pixels, Σ w y / Σ y over the classes that count, with the labels y before smoothing; it is left as it is where Σ w y is 0.
    /// </summary>
    public Tensor ClassWeight
    {
        get
        {
            var weights = GivenWeight;
            if (!options.DividesByWeight)
            {
                return weights;
            }

            var foreground = regions.Sum(target.Labels);
            return Normalized(weights, ClassSum(weights * foreground) / ClassSum(foreground));
        }
    }

    /// <summary>The weight of each class as a mean over classes takes it, [1, C, 1, ...], float64; 1 where none were given. By weight it is divided by its mean over the classes that count.</summary>
    public Tensor ClassWeightInMean => options.DividesByWeight ? Normalized(GivenWeight, ClassMean(GivenWeight)) : GivenWeight;

    /// <summary>Sums a term of each pixel over the valid pixels of each region. Partial sums are blocked, the result is float64.</summary>
    public Tensor Sum(Field term) => regions.Sum(term);

    /// <summary>Averages a term of each pixel over the valid pixels of each region; 0 where there is none.</summary>
    public Tensor Mean(Field term) => regions.Mean(term);

    /// <summary>The largest value of the valid pixels of each region; 0 where there is none.</summary>
    public Tensor Max(Field term) => regions.Max(term);

    /// <summary>The smallest value of the valid pixels of each region; 0 where there is none.</summary>
    public Tensor Min(Field term) => -regions.Max(-term);

    /// <summary>The part of each pixel in the extreme value of its region: shared evenly by the pixels that attain it.</summary>
    public Tensor Share(Field term, Tensor extreme) => regions.Share(term, extreme);

    /// <summary>Averages a term of each pixel over a window around it; beyond the border lies what is on it; a pixel that does not count is 0.</summary>
    /// <param name="term">One value for each pixel.</param>
    /// <param name="side">The side of the window, odd.</param>
    /// <param name="sigma">The standard deviation of a Gaussian window; all the same weight if null.</param>
    public Tensor LocalMean(Field term, int side, double? sigma = null) => WindowFilter.Apply(regions.Mask(term.ToTensor(X)), side, sigma);

    /// <summary>The adjoint of <see cref="LocalMean"/>.</summary>
    public Tensor LocalMeanAdjoint(Field adjoint, int side, double? sigma = null) => WindowFilter.Adjoint(regions.Mask(adjoint.ToTensor(X)), side, sigma);

    /// <summary>Sums a value of each region over the classes that count.</summary>
    public Tensor ClassSum(Tensor perRegion) => CountedClasses(perRegion).sum(1, keepdim: true);

    /// <summary>Averages a value of each region over the classes that count.</summary>
    public Tensor ClassMean(Tensor perRegion) => CountedClasses(perRegion).mean([1], keepdim: true);

    /// <summary>The same number for every region, float64.</summary>
    public Tensor Fill(double value) => full(regions.Shape, value, float64, X.device);

    /// <summary>A number of each region in the type of the pixels, ready to be combined with them; a condition stays one.</summary>
    public Tensor Spread(Tensor perRegion) =>
        perRegion.dtype == ScalarType.Bool ? perRegion : perRegion.clamp(-LargestSpread, LargestSpread).to_type(X.dtype);

    /// <summary>Numbers in the type of the pixels, chosen for each by its target.</summary>
    public Field Spread(Field perPixel) => perPixel.Map(x => x.Tensor is null ? x : Spread(x.Tensor));

    /// <summary>A map of distances; one that was computed before if the caller has it.</summary>
    public Tensor Map(string name, Of of, DistanceKind kind) => Known(name, of) ?? DistanceMap.Compute(Mask(of), kind, annotations.Spacing).to_type(X.dtype);

    /// <summary>A map of a provider; one that was computed before if the caller has it.</summary>
    public Tensor Map(string name, Of of, IMapProvider provider) => Known(name, of) ?? provider.Compute(Mask(of), annotations.Spacing).to_type(X.dtype);

    /// <summary>Applies the activation to logits of the type that is computed in. Autograd records it where the logits require a gradient.</summary>
    internal static Pixels Activate(Tensor logits, Tensor target, LossOptions options, TargetAnnotations annotations, ScalarType type)
    {
        var widened = logits.to_type(type);
        var prepared = PreparedTarget.Prepare(widened, target.detach(), options, annotations);
        return new(options.Activation!.Value.Apply(Cleared(Finite(widened), prepared.Valid, options)), prepared, options, annotations);
    }

    // Autograd has no slope at -∞.
    private static Tensor Finite(Tensor logits) => logits.requires_grad ? SwitchedOff.Finite(logits) : logits;

    // What stands at a pixel that does not count may be no number, and 0 times that is none either.
    private static Tensor Cleared(Tensor logits, Tensor? valid, LossOptions options) => valid is null ? logits
        : where(options.Activation == Activation.Softmax ? ValidPixels.OfSomeClass(valid) : valid, logits, zeros_like(logits));

    /// <summary>How the values of regions become the result.</summary>
    /// <param name="isPerImage">The formula has one value for each image.</param>
    /// <param name="readsClassWeights">The formula applies class weights itself.</param>
    internal RegionReduction Reduction(bool isPerImage, bool readsClassWeights) =>
        new(() => Mean(P), target.Labels, regions, options, isPerImage, readsClassWeights || options.ClassWeights is null ? null : GivenWeight);

    /// <summary>dL/dlogits.</summary>
    /// <param name="evaluated">What the formula made of the pixels.</param>
    /// <param name="ofEmptyRegions">What is added to the gradient by p, a number for each region, or null.</param>
    internal Tensor GradLogits(FormulaResult evaluated, Tensor? ofEmptyRegions)
    {
        var gradient = evaluated.Gradient!.ToTensor(X);
        if (ofEmptyRegions is not null)
        {
            gradient += Spread(ofEmptyRegions) * (AreProbabilities ? ones_like(P) : P * Q);
        }

        var result = probabilities.Backward(Counted(gradient));
        return evaluated.InputGradient is null ? result : result + Counted(evaluated.InputGradient.ToTensor(X));
    }

    private Tensor GivenWeight
    {
        get
        {
            long[] shape = [.. X.shape.Select(static (length, dimension) => dimension == 1 ? length : 1)];
            return options.ClassWeights is null ? ones(shape, float64, X.device) : tensor(options.ClassWeights.ToArray(), float64, X.device).reshape(shape);
        }
    }

    // A mean of 0 or of nothing divides nothing.
    private static Tensor Normalized(Tensor weights, Tensor mean) => weights / where(mean.gt(0), mean, ones_like(mean));

    private Tensor Counted(Tensor gradient)
    {
        var masked = regions.Mask(gradient);
        return options.IncludeBackground ? masked : Background.Restore(Background.Drop(masked));
    }

    private Tensor CountedClasses(Tensor perRegion)
    {
        var all = perRegion.expand(regions.Shape);
        return options.IncludeBackground ? all : Background.Drop(all);
    }

    private Tensor? Known(string name, Of of) => of != Of.Target ? null
        : annotations.Maps?.FirstOrDefault(map => string.Equals(map.Key, name, StringComparison.OrdinalIgnoreCase)).Value?.to_type(X.dtype);

    private Tensor Mask(Of of) => regions.Mask((of == Of.Target ? target.Labels.ToTensor(X) : P).gt(0.5).to_type(X.dtype));
}
