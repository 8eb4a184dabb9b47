using System.ComponentModel;
using LossDsl.Autograd;
using LossDsl.Cuda;
using LossDsl.Evaluation;
using LossDsl.Fused;
using LossDsl.Inputs;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl;

/// <summary>
/// Base class of all generated losses: a TorchSharp module that computes a segmentation loss from logits and target, with an analytic backward pass.
/// <para>
/// Logits are [B, C, ...] with any number of spatial dimensions, also none. The target has the same shape with values in [0, 1], or holds class indices, [B, ...].
/// For one class, [B, ...] may also be the mask itself.
/// </para>
/// </summary>
/// <remarks>
/// <para>
/// Types: logits are float32, float64, float16 or bfloat16. Pixels are computed in float32, or in float64 if the logits are float64 or the formula has local means. Sums over
/// regions are float64. The value is float64 for float64 logits and float32 otherwise; the gradient has the type of the logits.
/// </para>
/// <para>
/// Threads: several threads may share one loss, because a call does not modify it. A hyperparameter may be set at any time, also while other threads call. A call keeps
/// the hyperparameters that it began with, to the end of its backward pass. Two assignments are not atomic: a call that begins between them sees only the first.
/// Hooks are the exception. TorchSharp keeps hooks in plain dictionaries: register and remove them while no call runs.
/// </para>
/// <para>
/// Hooks: <c>call</c>, <see cref="Compute"/>, <see cref="ValueAndGradient"/> and <see cref="Backward"/> run all hooks, once; <see cref="forward"/> runs none, as in TorchSharp.
/// A pre-hook may replace logits and target; the gradient is then by the new logits. A forward hook may replace the value.
/// <see cref="ValueAndGradient"/> and <see cref="Backward"/> refuse a replaced value, because its gradient is unknown.
/// </para>
/// <para>
/// Second derivatives: with <c>create_graph: true</c> the gradient can itself be differentiated, as gradient penalties do. Tensor operations then compute the gradient, in more
/// time and memory. Stopped stages and maps of the prediction stay constant. In TorchSharp, <c>autograd.grad</c> also needs <c>retain_graph: true</c> if the graph is used again.
/// </para>
/// </remarks>
public abstract partial class FormulaLoss : Loss<Tensor, Tensor, Tensor>
{
    // Immutable: SetHyperparameter replaces the array, so that a running call keeps the values that it began with.
    private double[] hyperparameters;

    /// <param name="metadata">Name, formula, hyperparameters and proofs of the loss.</param>
    /// <param name="options">Options of the loss; <see cref="LossOptions.Default"/> if null.</param>
    /// <exception cref="ArgumentException">An option is undefined, not a number, or outside its range.</exception>
    protected FormulaLoss(LossMetadata metadata, LossOptions? options)
        : base((options ?? LossOptions.Default).Reduction)
    {
        Metadata = metadata;
        Options = OptionsCheck.Run((options ?? LossOptions.Default).ResolvedFor(metadata));
        hyperparameters = [.. metadata.Hyperparameters.Select(static h => h.Default)];
    }

    /// <summary>Creates a loss of generated code, after the contract was compared.</summary>
    /// <param name="contract">Version of the contract that the class was generated for.</param>
    /// <param name="metadata">Returns name, formula, hyperparameters and proofs of the loss.</param>
    /// <param name="options">Options of the loss; <see cref="LossOptions.Default"/> if null.</param>
    /// <exception cref="InvalidOperationException">This runtime has another contract.</exception>
    /// <exception cref="ArgumentException">An option is undefined, not a number, or outside its range.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected FormulaLoss(int contract, Func<LossMetadata> metadata, LossOptions? options)
        : this(RuntimeContract.Require(contract, metadata)(), options)
    {
    }

    /// <summary>Name, formula, hyperparameters and proofs of the loss, known without constructing it.</summary>
    public LossMetadata Metadata { get; }

    /// <summary>Options of this loss. <see cref="LossOptions.Activation"/> is never null here: it is the activation in use.</summary>
    public LossOptions Options { get; }

    /// <summary>Activation in use: that of the options, or the one that the formula is made for if the options leave it open.</summary>
    public Activation Activation => Options.Activation!.Value;

    /// <summary>The exception of the last backward pass that failed through a result of this loss, or null if none has failed.</summary>
    /// <remarks>
    /// An exception cannot leave the backward function of a graph node: it would cross native code and end the process. So <c>tensor.backward()</c> throws an
    /// <see cref="System.Runtime.InteropServices.ExternalException"/> of libtorch, which names the node <c>CSharpNode</c>, and this property holds the cause.
    /// After logits or target were modified in place, <c>autograd.grad</c> gives NaN. <see cref="Backward"/> throws the cause itself.
    /// </remarks>
    public Exception? LastBackwardError { get; private set; }

    /// <summary>Returns the name of the loss in the catalog, e.g. <c>focal-tversky</c>.</summary>
    public override string GetName() => Metadata.Name;

    /// <summary>Whether the formula has one value for each image (for the whole batch with <see cref="Region.WholeBatch"/>) instead of one for each class. The generator sets it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual bool IsPerImage => false;

    /// <summary>Whether the formula has one value for the batch. <see cref="IsPerImage"/> is then true too. The generator sets it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual bool IsPerBatch => false;

    /// <summary>Whether values of one image depend on other images of the batch. The generator sets it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual bool ReducesBatch => false;

    /// <summary>Whether the formula reads <c>classWeight</c>, so that the reduction over regions does not apply the class weights again. The generator sets it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual bool ReadsClassWeight => false;

    /// <summary>Whether the formula reduces over the classes of a pixel. The generator sets it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual bool ReducesPixelClasses => false;

    /// <summary>Whether the formula orders the pixels of a region. The generator sets it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual bool OrdersPixels => false;

    /// <summary>
    /// Whether pixels are computed in float64 whatever the type of the logits. The generator sets it for formulas with local means: their differences, such as variances,
    /// cancel in float32 where an image is nearly flat. The types of value and gradient do not change.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual bool NeedsFloat64 => false;

    /// <summary>
    /// Computes the loss as a tensor that can be differentiated by the logits. Runs the hooks around <see cref="forward"/>, as a call of any TorchSharp module does.
    /// </summary>
    /// <param name="logits">[B, C, ...], float32, float64, float16 or bfloat16.</param>
    /// <param name="target">The shape of the logits with values in [0, 1]; or class indices (for C = 1 the mask), [B, ...].</param>
    /// <returns>A scalar, or with <see cref="torch.nn.Reduction.None"/> one value for each region, in the shape that <see cref="forward"/> describes.</returns>
    /// <exception cref="ArgumentException">Logits and target do not fit each other or the options; the message names both sides.</exception>
#pragma warning disable IDE1006 // TorchSharp's name.
    public new Tensor call(Tensor logits, Tensor target) => base.call(logits, target);
#pragma warning restore IDE1006

    /// <summary>
    /// Computes the loss as a tensor that can be differentiated by the logits, without running hooks. Prefer <c>call</c>, which runs them.
    /// </summary>
    /// <param name="logits">[B, C, ...], float32, float64, float16 or bfloat16.</param>
    /// <param name="target">The shape of the logits with values in [0, 1]; or class indices (for C = 1 the mask), [B, ...].</param>
    /// <returns>
    /// A scalar. With <see cref="torch.nn.Reduction.None"/> one value for each region: [B, C], or [C] with <see cref="Region.WholeBatch"/>, without class 0 if
    /// <see cref="LossOptions.IncludeBackground"/> is false. A formula with one value for each image gives [B], or a scalar; one with a value for the batch a scalar.
    /// </returns>
    /// <exception cref="ArgumentException">Logits and target do not fit each other or the options; the message names both sides.</exception>
    public override Tensor forward(Tensor logits, Tensor target) => Forward(logits, target, TargetAnnotations.None);

    /// <summary>Computes the loss as <c>call</c> does, hooks included, with annotations of the target.</summary>
    /// <param name="logits">[B, C, ...], float32, float64, float16 or bfloat16.</param>
    /// <param name="target">The shape of the logits with values in [0, 1]; or class indices (for C = 1 the mask), [B, ...].</param>
    /// <param name="annotations">Valid pixels, precomputed maps and spacing of the target.</param>
    /// <returns>A scalar, or with <see cref="torch.nn.Reduction.None"/> one value for each region, in the shape that <see cref="forward"/> describes.</returns>
    /// <exception cref="ArgumentException">Logits, target and annotations do not fit each other or the options; the message names both sides.</exception>
    public Tensor Compute(Tensor logits, Tensor target, TargetAnnotations annotations)
    {
        (logits, target) = RunPreHooks(logits, target);
        return RunHooks(logits, target, Forward(logits, target, annotations));
    }

    private Tensor Forward(Tensor logits, Tensor target, TargetAnnotations annotations)
    {
        RequiredInputCheck.RequireAll(annotations, Metadata);
        InputCheck.Run(logits, target, Options, annotations, Metadata, isRecorded: is_grad_enabled());
        var call = new LossCall(this, annotations);
        return is_grad_enabled() && logits.requires_grad
            ? AnalyticBackward.Record(call, logits, target)
            : call.Value(logits, target);
    }

    /// <summary>
    /// Computes the loss and its gradient dL/dlogits together, without recording a graph. Hooks run.
    /// </summary>
    /// <param name="logits">[B, C, ...], float32, float64, float16 or bfloat16.</param>
    /// <param name="target">The shape of the logits with values in [0, 1]; or class indices (for C = 1 the mask), [B, ...].</param>
    /// <param name="annotations">Valid pixels, precomputed maps and spacing of the target; none if null.</param>
    /// <returns>Value and gradient, owned by the caller. With <see cref="torch.nn.Reduction.None"/> the gradient is that of the sum of the values.</returns>
    /// <exception cref="InvalidOperationException">A forward hook replaced the value.</exception>
    /// <exception cref="ArgumentException">Logits, target and annotations do not fit each other or the options; the message names both sides.</exception>
    public LossAndGradient ValueAndGradient(Tensor logits, Tensor target, TargetAnnotations? annotations = null)
    {
        (logits, target) = RunPreHooks(logits, target);
        return Differentiate(logits, target, annotations ?? TargetAnnotations.None, isRecorded: false);
    }

    /// <summary>
    /// Computes the loss and dL/dlogits together and runs the backward pass of the network that computed the logits. The fast path of a training loop. Hooks run.
    /// </summary>
    /// <param name="logits">[B, C, ...], float32, float64, float16 or bfloat16, part of a graph.</param>
    /// <param name="target">The shape of the logits with values in [0, 1]; or class indices (for C = 1 the mask), [B, ...].</param>
    /// <param name="annotations">Valid pixels, precomputed maps and spacing of the target; none if null.</param>
    /// <returns>The value of the loss, which is not part of a graph. With <see cref="torch.nn.Reduction.None"/> the gradient is that of the sum of the values.</returns>
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

    /// <summary>
    /// Compiles the kernels that calls with such tensors need on a CUDA device, or loads them from the cache on the disk, so that the first step of a training need not wait for them.
    /// Shapes do not matter, types do. Nothing is computed; on other devices there is nothing to compile.
    /// </summary>
    /// <param name="logits">[B, C, ...], float32, float64, float16 or bfloat16.</param>
    /// <param name="target">The shape of the logits with values in [0, 1]; or class indices (for C = 1 the mask), [B, ...].</param>
    /// <param name="annotations">Valid pixels, precomputed maps and spacing of the target; none if null.</param>
    /// <exception cref="ArgumentException">Logits, target and annotations do not fit each other or the options; the message names both sides.</exception>
    public void Warmup(Tensor logits, Tensor target, TargetAnnotations? annotations = null)
    {
        InputCheck.Run(logits, target, Options, annotations ?? TargetAnnotations.None, Metadata, isRecorded: false);
        using var scope = NewDisposeScope();
        new LossCall(this, annotations ?? TargetAnnotations.None).Warmup(logits, target);
    }

    private LossAndGradient Differentiate(Tensor logits, Tensor target, TargetAnnotations annotations, bool isRecorded)
    {
        RequiredInputCheck.RequireAll(annotations, Metadata);
        InputCheck.Run(logits, target, Options, annotations, Metadata, isRecorded);
        var (value, gradient) = new LossCall(this, annotations).Differentiate(logits, target, upstream: null);
        using var computed = gradient;
        var result = new LossAndGradient(value, gradient.to_type(logits.dtype));
        return RunHooks(logits, target, result);
    }

    /// <summary>Returns annotations with the inputs of a call. Generated methods call it.</summary>
    /// <param name="annotations">The caller's annotations; none if null.</param>
    /// <param name="inputs">One tensor for each of <see cref="LossMetadata.RequiredInputs"/>, in their order.</param>
    /// <exception cref="ArgumentException">The annotations have inputs too.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TargetAnnotations WithInputs(TargetAnnotations? annotations, params Tensor[] inputs)
    {
        if (annotations?.Inputs is not null)
        {
            throw new ArgumentException($"The inputs of the loss '{Metadata.Name}' are handed in twice: as arguments and in {nameof(TargetAnnotations)}.{nameof(TargetAnnotations.Inputs)}; keep one.", nameof(annotations));
        }

        var named = Metadata.RequiredInputs.Zip(inputs).ToDictionary(static pair => pair.First.Name, static pair => pair.Second);
        return (annotations ?? TargetAnnotations.None) with { Inputs = named };
    }

    /// <summary>Whether the loss has fused CPU kernels beside its tensor operations. The generator sets it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual bool HasKernels => false;

    /// <summary>Evaluates the formula over the regions of one call by tensor operations. The generator overrides it.</summary>
    /// <param name="pixels">Probabilities and target of each pixel, and the reductions over regions.</param>
    /// <param name="upstream">The upstream gradient of the value of each region, float64; or null if only the value is wanted.</param>
    /// <returns>The value of each region or image, and the gradient of each pixel if <paramref name="upstream"/> is not null.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal abstract FormulaResult Evaluate(Pixels pixels, Field? upstream);

    /// <summary>Evaluates the formula over a group of images by fused kernels, which also write the gradient if it is wanted. The generator overrides it.</summary>
    /// <param name="images">The images of the group: one image, or the whole batch.</param>
    /// <returns>The value of each region of the group.</returns>
    /// <exception cref="NotSupportedException">The loss has no kernels: <see cref="HasKernels"/> is false.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual RegionValues Evaluate(ImageGroup images) => throw new NotSupportedException($"{Metadata.Name} has no kernels.");

    /// <summary>The CUDA kernels of the loss, or null if it has none. The generator overrides it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual CudaProgram? CudaProgram => null;

    /// <summary>Numbers that the CUDA kernels take as arguments: expressions of the hyperparameters. The generator overrides it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual double[] CudaNumbers => [];

    /// <summary>The CUDA kernels with the present hyperparameters, or null if the loss has none.</summary>
    internal CudaLoss? CudaLoss => CudaProgram is { } program ? new(Metadata.Name, Options, program, CudaNumbers, Metadata.RequiredInputs, IsPerImage, IsPerBatch, ReadsClassWeight, ReducesPixelClasses, NeedsFloat64) : null;

    /// <summary>Returns the current value of a hyperparameter. Generated properties call it.</summary>
    /// <param name="index">The index of the hyperparameter in <see cref="LossMetadata.Hyperparameters"/>.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected double GetHyperparameter(int index) => Volatile.Read(ref hyperparameters)[index];

    /// <summary>Sets a hyperparameter for the calls that begin after the assignment. Generated properties call it.</summary>
    /// <param name="index">The index of the hyperparameter in <see cref="LossMetadata.Hyperparameters"/>.</param>
    /// <param name="value">The new value: finite, in the range that the formula declares.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The value is not finite or lies outside the range; the message names hyperparameter, value and range. The hyperparameter keeps its value.
    /// </exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
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

    // A call reads a copy, so that setting a hyperparameter does not affect it. The copy owns nothing, so there is nothing to finalize.
    private FormulaLoss Snapshot()
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

    // The gradient is that of the formula's value, so a hook must not replace the value.
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

    /// <summary>One call of a loss: a snapshot of its hyperparameters, and the annotations of the target. Chooses between kernels and tensor operations.</summary>
    private sealed class LossCall : IDifferentiable
    {
        private readonly FormulaLoss owner;
        private readonly FormulaLoss loss;
        private readonly TargetAnnotations annotations;

        public LossCall(FormulaLoss owner, TargetAnnotations annotations)
        {
            (this.owner, this.annotations) = (owner, annotations);
            loss = owner.Snapshot();
        }

        public bool ReadsInputsInBackward(Tensor logits, Tensor target) => loss.Options.Reduction == Reduction.None || CudaCalls.Takes(loss.Options, logits);

        public void Warmup(Tensor logits, Tensor target) => TryCuda(logits, target);

        public Tensor Value(Tensor logits, Tensor target) => Run(logits, target, wantsGradient: false, upstream: null).Value;

        public LossAndGradient Differentiate(Tensor logits, Tensor target, Tensor? upstream)
        {
            var (value, gradient) = Run(logits, target, wantsGradient: true, upstream);
            return new(value, gradient!);
        }

        public (Tensor Value, Tensor? Kept) Forward(Tensor logits, Tensor target)
        {
            using (no_grad())
            using (var scope = NewDisposeScope())
            {
                if (TryCuda(logits, target) is { } call)
                {
                    var (value, workspace) = call.Forward();
                    return (value.MoveToOuterDisposeScope(), workspace.MoveToOuterDisposeScope());
                }
            }

            // A gradient without reduction depends on the upstream gradient; where kernels were expected, backward reads the inputs in any case.
            return Run(logits, target, wantsGradient: !ReadsInputsInBackward(logits, target), upstream: null);
        }

        public Tensor Backward((Tensor Logits, Tensor Target)? inputs, Tensor? kept, Tensor upstream)
        {
            if (inputs is not var (logits, target))
            {
                return kept! * upstream.to_type(kept!.dtype);
            }

            using var noGrad = no_grad();
            return kept is not null && TryCuda(logits, target) is { } call ? call.Backward(kept, upstream) : Differentiate(logits, target, upstream).Gradient;
        }

        public Tensor RecordGradient(Tensor logits, Tensor target, Tensor upstream)
        {
            using var scope = NewDisposeScope();
            return new TensorCall(TensorLoss, logits, target, annotations).Gradient(upstream).to_type(logits.dtype).MoveToOuterDisposeScope();
        }

        public void Fail(Exception cause) => owner.LastBackwardError = cause;

        private TensorLoss TensorLoss => new(loss.Options, loss.Evaluate, loss.IsPerImage, loss.IsPerBatch, loss.ReadsClassWeight, loss.NeedsFloat64);

        private FusedLoss FusedLoss => new(loss.Options, loss.Evaluate, loss.Metadata.RequiredInputs, loss.IsPerImage, loss.IsPerBatch, loss.ReducesBatch, loss.ReadsClassWeight, loss.OrdersPixels, loss.NeedsFloat64);

        private CudaCall? TryCuda(Tensor logits, Tensor target) => CudaCalls.Takes(loss.Options, logits) && loss.CudaLoss is { } known ? CudaCalls.TryPrepare(known, logits, target, annotations) : null;

        // Value and gradient, without recording a graph. The outer dispose scope owns both.
        private (Tensor Value, Tensor? Gradient) Run(Tensor logits, Tensor target, bool wantsGradient, Tensor? upstream)
        {
            using var noGrad = no_grad();
            using var scope = NewDisposeScope();
            var (value, gradient) =
                TryCuda(logits, target) is { } call ? call.Run(wantsGradient, upstream)
                : loss.HasKernels && FusedCall.Handles(loss.Options, loss.ReducesPixelClasses, logits, target) ? FusedCall.Run(FusedLoss, logits, target, annotations, wantsGradient, upstream)
                : loss.Options.Backend == Backend.Kernels ? throw NoKernels(logits, target)
                : new TensorCall(TensorLoss, logits.detach(), target, annotations).Run(wantsGradient, upstream);
            return (value.MoveToOuterDisposeScope(), gradient?.MoveToOuterDisposeScope());
        }

        private InvalidOperationException NoKernels(Tensor logits, Tensor target) => new(
            $"The loss '{loss.Metadata.Name}' has no kernels for this call, which {nameof(Backend)}.{nameof(Backend.Kernels)} demands: " + (
                !loss.HasKernels ? "its class was not generated with any"
                : logits.device_type is not (DeviceType.CPU or DeviceType.CUDA) ? $"there are kernels for the CPU and for CUDA devices, the logits are on {logits.device}"
                : loss.Options.ExcludesClassOf(loss.ReducesPixelClasses) ? "a reduction over the classes of a pixel, of which the background is excluded, takes tensor operations"
                : $"{(loss.Options.SmoothsIndicesByL1(TargetShape.IsIndices(logits, target)) ? "class indices with both label smoothing and L1 counts" : "so many classes, or fields that a pixel reads,")} take tensor operations")
            + $". Use {nameof(Backend)}.{nameof(Backend.Automatic)}.");
    }
}
