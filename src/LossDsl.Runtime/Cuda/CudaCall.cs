using LossDsl.Cuda.Native;
using LossDsl.Kernels.Memory;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Cuda;

/// <summary>
/// Call of a loss on a CUDA device: one launch for each pass, one more where masked pixels are counted first. The host waits for nothing: region values, the reduction and the
/// upstream gradient stay on the device.
/// </summary>
internal sealed class CudaCall
{
    private readonly CudaLoss loss;
    private readonly CudaInputs inputs;
    private readonly CallPlan plan;
    private readonly Specialisation specialisation;
    private readonly CudaLayout layout;
    private readonly CudaDevice device;
    private readonly CudaModule module;
    private readonly TargetAnnotations annotations;
    private Tensor? inputsOfRegions;

    private CudaCall(CudaLoss loss, CudaInputs inputs, CallPlan plan, CudaDevice device, TargetAnnotations annotations)
    {
        (this.loss, this.inputs, this.plan, this.device, this.annotations) = (loss, inputs, plan, device, annotations);
        (specialisation, layout) = (plan.Specialisation, plan.Layout);
        module = CudaPrograms.Get(loss, specialisation, device);
    }

    private ScalarType PixelType => specialisation.IsDouble ? ScalarType.Float64 : ScalarType.Float32;

    private ScalarType ValueType => inputs.Logits.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;

    /// <summary>Prepares a call and compiles its kernels. Returns null where kernels cannot compute it, for which <see cref="CallPlan.CanRun"/> has the reasons.</summary>
    /// <exception cref="CudaUnavailableException">The driver, the compiler or the device is missing.</exception>
    public static CudaCall? TryPrepare(CudaLoss loss, Tensor logits, Tensor target, TargetAnnotations annotations)
    {
        var device = CudaLibraries.GetDevice(Math.Max(logits.device_index, 0));
        var inputs = CudaInputs.Prepare(logits, target, loss.Options, annotations);
        var plan = new CallPlan(loss, inputs);
        return plan.CanRun(device.SharedMemoryLimit) ? new(loss, inputs, plan, device, annotations) : null;
    }

    /// <summary>Computes the value and, if wanted, the gradient.</summary>
    /// <param name="wantsGradient">Whether to compute the gradient too.</param>
    /// <param name="upstream">Upstream gradient in the shape of the value, or null for 1.</param>
    /// <returns>Value of the loss, and the gradient in the shape and type of the logits, or null. The current dispose scope owns both.</returns>
    /// <exception cref="CudaException">A kernel could not be launched.</exception>
    public (Tensor Value, Tensor? Gradient) Run(bool wantsGradient, Tensor? upstream)
    {
        using var workspace = NewWorkspace();
        return Run(workspace, wantsGradient ? new(1, loss.Program.Passes.Count) : new(1, loss.Program.ValueAfter), wantsGradient, upstream);
    }

    /// <summary>Computes the value, and returns the workspace from which <see cref="Backward"/> goes on.</summary>
    public (Tensor Value, Tensor Workspace) Forward()
    {
        var workspace = NewWorkspace();
        return (Run(workspace, new(1, loss.Program.ValueAfter), false, null).Value, workspace);
    }

    /// <summary>Computes the gradient.</summary>
    /// <param name="workspace">Workspace of the forward pass.</param>
    /// <param name="upstream">Upstream gradient in the shape of the value.</param>
    public Tensor Backward(Tensor workspace, Tensor upstream)
    {
        var (program, hasFields) = (loss.Program, loss.Program.Maps.Count > 0 || loss.Program.Passes.Any(static pass => pass.Filters.Count > 0));

        // Coefficients of a gradient without reduction depend on the upstream gradient, and fields are not kept.
        var first = loss.Options.Reduction == Reduction.None || hasFields ? 1 : Math.Min(program.ValueAfter + 1, program.GradientPass);
        return Run(workspace, new(first, Math.Max(first, program.GradientPass)), true, upstream).Gradient!;
    }

    private (Tensor Value, Tensor? Gradient) Run(Tensor workspace, PassRange passes, bool wantsGradient, Tensor? upstream)
    {
        var value = empty(ValueShape, ValueType, inputs.Logits.device);
        var gradient = !wantsGradient ? null : loss.Program.GradientPass == 0 ? zeros_like(inputs.Logits) : empty_like(inputs.Logits);
        var launches = new CudaLaunches(module, layout, device, workspace);
        var arguments = Arguments(value, gradient, launches, upstream?.to_type(ScalarType.Float64).contiguous());
        if (passes.First <= 1)
        {
            Begin(launches, arguments);
        }

        using var fields = new CudaFields(loss, CreatePixels, inputs.Logits, PixelType);
        for (var number = Math.Max(1, passes.First); number <= passes.Last; number++)
        {
            var pass = loss.Program.Passes[number - 1];
            fields.Prepare(pass, ref arguments);
            launches.Launch($"pass{number}", arguments, loss.Numbers, pass.Results, pass.Coefficients, pass.HasGradient && wantsGradient);
            fields.Filter(pass);
        }

        GC.KeepAlive(inputs);
        return (value, gradient);
    }

    // What comes before the passes: the counts, and a value that needs no pass.
    private void Begin(CudaLaunches launches, CallArguments arguments)
    {
        if (specialisation.HasCounts)
        {
            launches.Launch("count", arguments with { Gradient = 0 }, loss.Numbers, 3, 0, false);
        }

        if (loss.Program.ValueAfter == 0)
        {
            launches.LaunchOne("value", arguments, loss.Numbers);
        }
    }

    private Tensor NewWorkspace() => empty([layout.Size], ScalarType.Float64, inputs.Logits.device);

    private Pixels CreatePixels() =>
        CompilerServices.Pixels.Activate(inputs.Logits, inputs.Target, loss.Options, annotations, PixelType);

    private long[] ValueShape
    {
        get
        {
            if (loss.Options.Reduction != Reduction.None || loss.IsPerBatch)
            {
                return [];
            }

            long[] images = loss.Options.Region == Region.PerImage ? [inputs.Logits.shape[0]] : [];
            return loss.IsPerImage ? images : [.. images, layout.Included];
        }
    }

    private CallArguments Arguments(Tensor value, Tensor? gradient, CudaLaunches launches, Tensor? gradOutput)
    {
        inputsOfRegions ??= RegionInputTensor.Create(loss, annotations, inputs.Logits);
        var weights = loss.Options.ClassWeights is null ? null : ClassWeightTensors.Get(loss.Options, inputs.Logits.device);
        var arguments = plan.CreateArguments() with
        {
            Gradient = loss.Program.GradientPass == 0 ? 0 : Address(gradient),
            Value = NativeTensor.Address(value),
            GradOutput = Address(gradOutput),
            Weights = Address(weights),
            Inputs = Address(inputsOfRegions),
        };
        launches.Fill(ref arguments);
        return arguments;
    }

    // Numbers of the first and the last pass that run.
    private readonly record struct PassRange(int First, int Last);

    private static nint Address(Tensor? tensor) => tensor is null ? 0 : NativeTensor.Address(tensor);
}
