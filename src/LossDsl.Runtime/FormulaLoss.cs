using LossDsl.Autograd;
using LossDsl.Evaluation;
using LossDsl.Fused;
using LossDsl.Inputs;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl;

/// <summary>
/// A segmentation loss compiled from a formula, with an analytic backward.
/// <para>
/// Logits have shape [B, C, ...] (one row of classes for each pixel; none, two or three spatial dimensions), target the same shape with values in [0, 1].
/// Arithmetic is float32, or float64 where the logits are; half and bfloat16 are widened first and only the gradient is narrowed.
/// </para>
/// </summary>
/// <remarks>
/// <para>
/// Threads: several threads may share one loss, because a call writes nothing to it. A hyperparameter may be set at any time, also while other threads call. A call keeps
/// the numbers that it began with, to the end of its backward. Two assignments are two steps: a call that begins between them has the first alone.
/// Hooks are the exception. TorchSharp keeps them in plain dictionaries: register and remove them while no call runs.
/// </para>
/// <para>
/// Hooks: <c>call</c>, <see cref="Compute"/>, <see cref="ValueAndGradient"/> and <see cref="Backward"/> run all hooks, once; <see cref="forward"/> runs none, as in TorchSharp.
/// What a pre-hook returns takes the place of logits and target, and the gradient is by these logits. What a forward hook returns takes the place of the value.
/// <see cref="ValueAndGradient"/> and <see cref="Backward"/> refuse a new value, because they do not know its gradient.
/// </para>
/// <para>
/// Second derivatives: with <c>create_graph: true</c> the gradient can itself be differentiated, as gradient penalties do. It is computed by tensor operations then, in more time
/// and memory. Stopped stages and maps of the prediction stay constant. In TorchSharp, <c>autograd.grad</c> also needs <c>retain_graph: true</c> if the graph is used again.
/// </para>
/// </remarks>
public abstract class FormulaLoss : Loss<Tensor, Tensor, Tensor>
{
    // Never written to: a change replaces it, so that a call keeps the numbers that it began with.
    private double[] hyperparameters;

    /// <param name="metadata">What is known of the loss.</param>
    /// <param name="options">What every loss can be told; <see cref="LossOptions.Default"/> if null.</param>
    protected FormulaLoss(LossMetadata metadata, LossOptions? options)
        : base((options ?? LossOptions.Default).Reduction)
    {
        Metadata = metadata;
        Options = OptionsCheck.Run((options ?? LossOptions.Default).ResolvedFor(metadata));
        hyperparameters = [.. metadata.Hyperparameters.Select(static h => h.Default)];
    }

    /// <summary>What is known of the loss.</summary>
    public LossMetadata Metadata { get; }

    /// <summary>Options of this loss, with the activation that it uses.</summary>
    public LossOptions Options { get; }

    /// <summary>How logits become probabilities: what the options say, or else what the formula is made for.</summary>
    public Activation Activation => Options.Activation!.Value;

    /// <summary>The exception that made a backward pass through a result of this loss fail last, or null if none has failed.</summary>
    /// <remarks>
    /// An exception cannot leave the backward of a graph node: it would cross native code and end the process. So <c>tensor.backward()</c> throws an
    /// <see cref="System.Runtime.InteropServices.ExternalException"/> of libtorch, and this property holds the cause. libtorch calls the node <c>CSharpNode</c>.
    /// After logits or target were modified in place, <c>autograd.grad</c> gives NaN. <see cref="Backward"/> throws the cause itself.
    /// </remarks>
    public Exception? LastBackwardError { get; private set; }

    /// <summary>The name of the loss, e.g. <c>focal-tversky</c>.</summary>
    public override string GetName() => Metadata.Name;

    /// <summary>Whether the formula has one value for each image, no longer one for each class of it.</summary>
    protected virtual bool IsPerImage => false;

    /// <summary>Whether the formula applies the class weights itself.</summary>
    protected virtual bool ReadsClassWeight => false;

    /// <summary>Whether the formula makes differences of local means, as variances are: in float32 nothing is left of them where an image is nearly flat.</summary>
    protected virtual bool NeedsFloat64 => false;

    /// <summary>
    /// The loss, as every TorchSharp module is called: runs the hooks around <see cref="forward"/>. The result can be differentiated by the logits. It is a scalar,
    /// or with <see cref="torch.nn.Reduction.None"/> one value for each region.
    /// </summary>
    /// <param name="logits">[B, C, ...].</param>
    /// <param name="target">The shape of the logits, or class indices without dimension 1.</param>
    /// <exception cref="ArgumentException">Logits and target do not fit each other or the options; the message names both sides.</exception>
#pragma warning disable IDE1006 // TorchSharp's name.
    public new Tensor call(Tensor logits, Tensor target) => base.call(logits, target);
#pragma warning restore IDE1006

    /// <summary>
    /// The loss as a tensor that can be differentiated by the logits: a scalar, or with <see cref="torch.nn.Reduction.None"/> one value for each region,
    /// [B, C] or [C] (for a formula over classes [B], or a scalar). Use <c>call</c>, which also runs hooks.
    /// </summary>
    /// <exception cref="ArgumentException">Logits and target do not fit each other or the options; the message names both sides.</exception>
    public override Tensor forward(Tensor logits, Tensor target) => Forward(logits, target, TargetAnnotations.None);

    /// <summary>The loss as <c>call</c> gives it, hooks included, with what is known of the target beside its values.</summary>
    /// <exception cref="ArgumentException">Logits, target and annotations do not fit each other or the options; the message names both sides.</exception>
    public Tensor Compute(Tensor logits, Tensor target, TargetAnnotations annotations)
    {
        (logits, target) = RunPreHooks(logits, target);
        return RunHooks(logits, target, Forward(logits, target, annotations));
    }

    private Tensor Forward(Tensor logits, Tensor target, TargetAnnotations annotations)
    {
        InputCheck.Run(logits, target, Options, annotations, Metadata.RequiredMaps, isRecorded: is_grad_enabled());
        var call = new LossCall(this, annotations);
        return is_grad_enabled() && logits.requires_grad
            ? AnalyticBackward.Record(call, logits, target)
            : call.Value(logits, target);
    }

    /// <summary>
    /// The loss and its gradient, dL/dlogits, in one pass and without recording anything. With <see cref="torch.nn.Reduction.None"/> the gradient is that of the sum.
    /// </summary>
    /// <param name="logits">[B, C, ...].</param>
    /// <param name="target">The shape of the logits, or class indices without dimension 1.</param>
    /// <param name="annotations">What is known of the target beside its values.</param>
    /// <exception cref="InvalidOperationException">A forward hook replaced the value.</exception>
    /// <exception cref="ArgumentException">Logits, target and annotations do not fit each other or the options; the message names both sides.</exception>
    public LossAndGradient ValueAndGradient(Tensor logits, Tensor target, TargetAnnotations? annotations = null)
    {
        (logits, target) = RunPreHooks(logits, target);
        return Differentiate(logits, target, annotations ?? TargetAnnotations.None, isRecorded: false);
    }

    /// <summary>
    /// The direct path of a training loop: computes the loss and dL/dlogits in one pass, hands the gradient to the network that made the logits,
    /// and returns the loss as a number that is not part of any graph.
    /// </summary>
    /// <param name="logits">[B, C, ...], part of a graph.</param>
    /// <param name="target">The shape of the logits, or class indices without dimension 1.</param>
    /// <param name="annotations">What is known of the target beside its values.</param>
    /// <exception cref="InvalidOperationException">The logits do not require a gradient, or a forward hook replaced the value.</exception>
    /// <exception cref="ArgumentException">Logits, target and annotations do not fit each other or the options; the message names both sides.</exception>
    public Tensor Backward(Tensor logits, Tensor target, TargetAnnotations? annotations = null)
    {
        ArgumentNullException.ThrowIfNull(logits);
        (logits, target) = RunPreHooks(logits, target);
        if (!logits.requires_grad)
        {
            throw new InvalidOperationException("The logits do not require a gradient, so there is nothing to hand dL/dlogits to. Were they computed under no_grad, or detached?");
        }

        var result = Differentiate(logits, target, annotations ?? TargetAnnotations.None, isRecorded: true);
        using var gradient = result.Gradient;
        autograd.backward([logits], [gradient]);
        return result.Value;
    }

    private LossAndGradient Differentiate(Tensor logits, Tensor target, TargetAnnotations annotations, bool isRecorded)
    {
        InputCheck.Run(logits, target, Options, annotations, Metadata.RequiredMaps, isRecorded);
        var (value, gradient) = new LossCall(this, annotations).Differentiate(logits, target, upstream: null);
        using var computed = gradient;
        var result = new LossAndGradient(value, gradient.to_type(logits.dtype));
        return RunHooks(logits, target, result);
    }

    /// <summary>Whether there are kernels beside the tensor operations.</summary>
    protected virtual bool HasKernels => false;

    /// <summary>The formula over the regions of one call. Written by the generator.</summary>
    /// <param name="pixels">Probabilities and target, and the sums over regions.</param>
    /// <param name="upstream">The derivative of what is differentiated by the value of each region, or null if only the value is wanted.</param>
    protected internal abstract FormulaResult Evaluate(Pixels pixels, Tensor? upstream);

    /// <summary>The formula over a group of images by kernels. Written by the generator.</summary>
    /// <param name="images">The images, and the numbers of their regions.</param>
    protected internal virtual RegionValues Evaluate(ImageGroup images) => throw new NotSupportedException($"{Metadata.Name} has no kernels.");

    /// <summary>A hyperparameter as it is now. Generated properties read it.</summary>
    /// <param name="index">Its place in <see cref="LossMetadata.Hyperparameters"/>.</param>
    protected double GetHyperparameter(int index) => Volatile.Read(ref hyperparameters)[index];

    /// <summary>Sets a hyperparameter for the calls that begin from now on. Generated properties call it.</summary>
    /// <param name="index">Its place in <see cref="LossMetadata.Hyperparameters"/>.</param>
    /// <param name="value">The value, in the range that the formula declares.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite or lies outside the range; the message names all three. The hyperparameter stays as it was.</exception>
    protected void SetHyperparameter(int index, double value)
    {
        var allowed = Metadata.Hyperparameters[index].Check(value);
        double[] before, after;
        do
        {
            before = Volatile.Read(ref hyperparameters);
            after = [.. before];
            after[index] = allowed;
        }
        while (Interlocked.CompareExchange(ref hyperparameters, after, before) != before);
    }

    // What a call reads: the same loss, with numbers that nobody sets. It owns nothing, so there is nothing to finalize.
    private FormulaLoss WithNumbersOfNow()
    {
        if (hyperparameters.Length == 0)
        {
            return this;
        }

        var copy = (FormulaLoss)MemberwiseClone();
        GC.SuppressFinalize(copy);
        return copy;
    }

    private (Tensor Logits, Tensor Target) RunPreHooks(Tensor logits, Tensor target)
    {
        foreach (var hook in module_pre_hooks.Values)
        {
            hook(this);
        }

        foreach (var hook in pre_hooks.Values)
        {
            (logits, target) = hook(this, logits, target) ?? (logits, target);
        }

        return (logits, target);
    }

    private Tensor RunHooks(Tensor logits, Tensor target, Tensor value)
    {
        foreach (var hook in post_hooks.Values)
        {
            value = hook(this, logits, target, value) ?? value;
        }

        foreach (var hook in module_post_hooks.Values)
        {
            hook(this);
        }

        return value;
    }

    // The gradient belongs to the value of the formula, and to no other.
    private LossAndGradient RunHooks(Tensor logits, Tensor target, LossAndGradient result)
    {
        if (ReferenceEquals(RunHooks(logits, target, result.Value), result.Value))
        {
            return result;
        }

        result.Dispose();
        throw new InvalidOperationException(
            $"A forward hook of the loss '{Metadata.Name}' replaced the value. ValueAndGradient and Backward do not know the gradient of the new value. Use call(logits, target) and backward() on its result.");
    }

    /// <summary>A loss with what belongs to one call of it.</summary>
    private sealed class LossCall : IDifferentiable
    {
        private readonly FormulaLoss owner;
        private readonly FormulaLoss loss;
        private readonly TargetAnnotations annotations;
        private readonly FusedLoss fused;

        public LossCall(FormulaLoss owner, TargetAnnotations annotations)
        {
            (this.owner, this.annotations) = (owner, annotations);
            loss = owner.WithNumbersOfNow();
            fused = new(loss.Options, loss.Evaluate, loss.IsPerImage, loss.ReadsClassWeight, loss.NeedsFloat64);
        }

        public Reduction Reduction => loss.Options.Reduction;

        public Tensor Value(Tensor logits, Tensor target)
        {
            using var noGrad = no_grad();
            if (IsFused(logits, target))
            {
                return FusedCall.Run(fused, logits, target, annotations, wantsGradient: false, upstream: null).Value;
            }

            using var scope = NewDisposeScope();
            var poison = Check(logits, target);
            var pixels = Activate(logits.detach(), target);
            var reduction = pixels.Reduction(loss.IsPerImage, loss.ReadsClassWeight);
            return Poisoned(reduction.Reduce(loss.Evaluate(pixels, upstream: null).Value).to_type(ResultType(logits)), poison).MoveToOuterDisposeScope();
        }

        public LossAndGradient Differentiate(Tensor logits, Tensor target, Tensor? upstream)
        {
            using var noGrad = no_grad();
            if (IsFused(logits, target))
            {
                var (value, gradient) = FusedCall.Run(fused, logits, target, annotations, wantsGradient: true, upstream);
                return new(value, gradient!);
            }

            using var scope = NewDisposeScope();
            var poison = Check(logits, target);
            var pixels = Activate(logits.detach(), target);
            var reduction = pixels.Reduction(loss.IsPerImage, loss.ReadsClassWeight);
            var evaluated = loss.Evaluate(pixels, reduction.Upstream(upstream));
            return new LossAndGradient(
                Poisoned(reduction.Reduce(evaluated.Value).to_type(ResultType(logits)), poison).MoveToOuterDisposeScope(),
                Poisoned(pixels.GradLogits(evaluated, reduction.OfEmptyRegions(upstream, pixels.Divisor)), poison).MoveToOuterDisposeScope());
        }

        public Tensor RecordGradient(Tensor logits, Tensor target, Tensor upstream)
        {
            using var scope = NewDisposeScope();
            var poison = Check(logits.detach(), target);
            var pixels = Activate(logits, target);
            var reduction = pixels.Reduction(loss.IsPerImage, loss.ReadsClassWeight);
            var evaluated = loss.Evaluate(pixels, reduction.Upstream(upstream));
            return Poisoned(pixels.GradLogits(evaluated, reduction.OfEmptyRegions(upstream, pixels.Divisor)), poison).to_type(logits.dtype).MoveToOuterDisposeScope();
        }

        public void Fail(Exception cause) => owner.LastBackwardError = cause;

        // Kernels look at values on their way. Tensor operations do so ahead; where that would wait for a device, wrong values make the result no number.
        private Tensor? Check(Tensor logits, Tensor target)
        {
            if (logits.device_type != DeviceType.CPU)
            {
                return ValueCheck.Poison(logits, target, loss.Options, annotations);
            }

            ValueCheck.Run(logits, target, loss.Options, annotations);
            return null;
        }

        private static Tensor Poisoned(Tensor result, Tensor? poison) => poison is null ? result : result + poison.to_type(result.dtype);

        private bool IsFused(Tensor logits, Tensor target) => loss.HasKernels && FusedCall.Handles(loss.Options, logits, target);

        private static ScalarType ResultType(Tensor logits) => logits.dtype == float64 ? float64 : float32;

        private Pixels Activate(Tensor logits, Tensor target) =>
            Pixels.Activate(logits, target, loss.Options, annotations, loss.NeedsFloat64 ? float64 : ResultType(logits));
    }
}
