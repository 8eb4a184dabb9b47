using LossDsl.Kernels.Memory;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Cuda;

/// <summary>A call as far as it is known without a device: what its kernels are compiled for, its division into blocks, and the arguments that follow from tensors and options.</summary>
internal sealed class CallPlan
{
    // Logits and sums of as many classes have room in the registers of a thread, computed in float32 and in float64.
    private const int FewClasses = 16, FewDoubleClasses = 4;

    private readonly CudaLoss loss;
    private readonly CudaInputs inputs;

    /// <param name="loss">The loss.</param>
    /// <param name="inputs">Tensors of the call.</param>
    public CallPlan(CudaLoss loss, CudaInputs inputs)
    {
        (this.loss, this.inputs) = (loss, inputs);
        var (options, shape) = (loss.Options, inputs.Logits.shape);
        Specialisation = Specialise();
        Layout = new(loss.Program, Specialisation, shape[0], shape[1], (int)shape[1] - options.FirstClass, Pixels, options.Region == Region.PerImage ? shape[0] : 1);
    }

    /// <summary>Facts that the kernels are compiled for.</summary>
    public Specialisation Specialisation { get; }

    /// <summary>Division into blocks, and of the workspace into parts.</summary>
    public CudaLayout Layout { get; }

    private long Pixels => inputs.Logits.numel() / inputs.Logits.shape[0] / inputs.Logits.shape[1];

    /// <summary>
    /// Returns whether kernels can run the call: not class indices with both label smoothing and L1 counts, not more classes than shared memory holds, not more fields than the arguments
    /// name, not a mean p where no pass writes a gradient, and not a reduction over the classes of a pixel of which the background is excluded.
    /// </summary>
    /// <param name="sharedMemoryLimit">Bytes of shared memory that a block may have.</param>
    public bool CanRun(int sharedMemoryLimit) =>
        !loss.Options.SmoothsIndicesByL1(inputs.HoldsIndices)
        && !loss.Options.ExcludesClassOf(loss.ReducesPixelClasses)
        && !(Specialisation.HasMeanProbability && loss.Program.GradientPass == 0)
        && loss.Program.Passes.All(static pass => pass.Fields.Count <= CallArguments.LargestFields && pass.Stored <= CallArguments.LargestFields)
        && Layout.Fits(sharedMemoryLimit);

    /// <summary>Returns the arguments, without the addresses of outputs, weights and workspace.</summary>
    public CallArguments CreateArguments()
    {
        var (options, shape) = (loss.Options, inputs.Logits.shape);
        var smoothing = options.Smoothing(shape[1]);
        var weights = options.ClassWeights?.Skip(options.FirstClass).ToArray();
        return new()
        {
            Logits = NativeTensor.Address(inputs.Logits),
            Target = NativeTensor.Address(inputs.Target),
            Valid = inputs.Valid is null ? 0 : NativeTensor.Address(inputs.Valid),
            Pixels = Pixels,
            Chunk = Layout.Chunk,
            TargetScale = smoothing.Scale,
            TargetShift = smoothing.Shift,
            Ignored = options.IgnoreIndex ?? 0,
            Divisor = Divisor(weights),
            MeanWeight = weights?.Average() ?? 1,
            Images = checked((int)shape[0]),
            Classes = checked((int)shape[1]),
            FirstClass = options.FirstClass,
            ImagesPerGroup = options.Region == Region.PerImage ? 1 : checked((int)shape[0]),
            Chunks = Layout.Chunks,
            Reduction = options.Reduction switch { Reduction.None => 0, Reduction.Mean => 1, _ => 2 },
            EmptyMask = (int)options.EmptyMask,
        };
    }

    // Where nothing is counted every value enters the mean.
    private double Divisor(double[]? weights)
    {
        var groups = Layout.Regions / Layout.Included;
        return loss.IsPerImage ? groups
            : loss.Options.DividesByWeight && !loss.ReadsClassWeight ? groups * weights!.Sum()
            : Layout.Regions;
    }

    private Specialisation Specialise()
    {
        var options = loss.Options;
        var (isDouble, hasValid) = (loss.NeedsFloat64 || inputs.Logits.dtype == ScalarType.Float64, inputs.Valid is not null);
        return new(
            inputs.Logits.dtype,
            inputs.Target.dtype,
            inputs.HoldsIndices,
            options.Activation!.Value,
            isDouble,
            inputs.UsesL1Counts,
            hasValid,
            hasValid && inputs.Valid!.shape[1] > 1,
            options.IgnoreIndex is not null,
            options.NeedsCounts(hasValid || options.IgnoreIndex is not null, loss.IsPerImage, loss.ReadsClassWeight),
            options.EmptyMask == EmptyMask.MeanProbability && options.SeparatesEmptyRegions(loss.IsPerImage),
            options.DividesByWeight,
            Vector,
            loss.Numbers.Length,
            options.Activation == Activation.Softmax && inputs.Logits.shape[1] <= (isDouble ? FewDoubleClasses : FewClasses) ? (int)inputs.Logits.shape[1] : 0);
    }

    // Four pixels at once where every plane begins at a multiple of 16 bytes.
    private int Vector => Pixels % 16 == 0 && IsAligned(inputs.Logits) && IsAligned(inputs.Target) && (inputs.Valid is null || IsAligned(inputs.Valid)) ? 4 : 1;

    private static bool IsAligned(Tensor tensor) => NativeTensor.Address(tensor) % 16 == 0;
}
