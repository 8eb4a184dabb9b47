using LossDsl.Evaluation;
using LossDsl.Kernels;
using LossDsl.Kernels.Loops;
using LossDsl.Kernels.Memory;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Fused;

/// <summary>One call of a loss on CPU tensors, by its kernels.</summary>
internal sealed class FusedCall : IDisposable
{
    // An image of fewer bytes, gradient included, stays in the cache of the core that works on it; the next image is another core's.
    private const long SmallImage = 2 << 20;

    private readonly FusedLoss loss;
    private readonly Tensor? gradient;
    private readonly ScalarType resultType;

    private FusedCall(FusedLoss loss, CallTensors tensors, bool wantsGradient, double[]? gradOutput)
    {
        this.loss = loss;
        resultType = tensors.ResultType;
        Spatial = tensors.Spatial;
        gradient = wantsGradient ? GradientPool.Rent(tensors.Shape, tensors.Type) : null;
        Memory = tensors.Memory with { Gradient = gradient is null ? 0 : NativeTensor.Address(gradient) };
        Maps = new(tensors.Pixels, Memory);
        Width = Widths.Of(loss.Options.Backend);
        Regions = null!;
        Regions = CountRegions(gradOutput);
    }

    public LossOptions Options => loss.Options;

    public CallMemory Memory { get; }

    public RegionTable Regions { get; private set; }

    public MapSource Maps { get; }

    public LaneWidth Width { get; }

    /// <summary>The spatial dimensions.</summary>
    public long[] Spatial { get; }

    private int Groups => Options.Region == Region.PerImage ? Memory.Images : 1;

    /// <summary>Whether the kernels can do it.</summary>
    public static bool Handles(LossOptions options, Tensor logits) => options.Backend != Backend.Tensors && logits.device_type == DeviceType.CPU;

    /// <summary>The loss, and its gradient if asked for.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="logits">[B, C, ...] on the CPU.</param>
    /// <param name="target">The shape of the logits, or class indices.</param>
    /// <param name="annotations">What is known of the target beside its values.</param>
    /// <param name="wantsGradient">Not the value alone.</param>
    /// <param name="upstream">The derivative of what is differentiated by the result, or null for 1.</param>
    public static (Tensor Value, Tensor? Gradient) Run(FusedLoss loss, Tensor logits, Tensor target, TargetAnnotations annotations, bool wantsGradient, Tensor? upstream)
    {
        using var scope = NewDisposeScope();
        var tensors = CallTensors.Of(logits, target, loss, annotations);
        using var call = new FusedCall(loss, tensors, wantsGradient, upstream?.to_type(ScalarType.Float64).flatten().data<double>().ToArray());
        var value = call.Evaluate();
        GC.KeepAlive(tensors);
        return (value.MoveToOuterDisposeScope(), call.gradient?.MoveToOuterDisposeScope());
    }

    /// <summary>The images of a group.</summary>
    public Range Images(int group) => Options.Region == Region.PerImage ? group..(group + 1) : 0..Memory.Images;

    public void Dispose() => Maps.Dispose();

    private Tensor Evaluate()
    {
        var known = new double[Groups][];
        var threads = get_num_threads();
        var isSmall = (long)Memory.Classes * Memory.Pixels * Memory.ElementSize * 3 < SmallImage;
        if (threads > 1 && Groups >= 2 * threads && isSmall)
        {
            Parallel.For(0, Groups, new ParallelOptions { MaxDegreeOfParallelism = threads }, group => known[group] = Evaluate(group, threads: 1));
        }
        else
        {
            for (var group = 0; group < Groups; group++)
            {
                known[group] = Evaluate(group, threads);
            }
        }

        return Regions.Reduce(known, loss.IsPerImage, resultType);
    }

    private double[] Evaluate(int group, int threads)
    {
        using var planes = new Planes(this, group, threads);
        var values = loss.Evaluate(planes);
        if (Memory.Gradient != 0)
        {
            ClearUnwritten(group, planes.HasGradient);
        }

        Values? meanProbability = null;
        if (Regions.NeedsMeanProbability(group))
        {
            meanProbability = planes.Run<MeanProbability>(Memory with { AddsToGradient = true }, Options.Activation, [Regions.OfEmpty(group)])[0] / planes.Divisor;
        }

        return Regions.Known(group, values, meanProbability);
    }

    // A class that does not count has no kernel; a softmax writes all.
    private unsafe void ClearUnwritten(int group, bool isWritten)
    {
        var classes = !isWritten ? Memory.Classes : Options.Activation == Activation.Softmax ? 0 : Memory.FirstClass;
        for (var image = Images(group).Start.Value; image < Images(group).End.Value; image++)
        {
            for (var c = 0; c < classes; c++)
            {
                new Span<byte>((void*)(Memory.Gradient + (Memory.Index(image, c, 0) * Memory.ElementSize)), checked((int)(Memory.Pixels * Memory.ElementSize))).Clear();
            }
        }
    }

    private RegionTable CountRegions(double[]? gradOutput)
    {
        var regions = Memory.Classes - Memory.FirstClass;
        var images = Memory.Images / Groups;
        double[][] pixelCounts = [.. Enumerable.Range(0, Groups).Select(_ => Enumerable.Repeat((double)images * Memory.Pixels, regions).ToArray())];
        Regions = Table(pixelCounts, null);
        if (!Memory.IsMasked && (Options.EmptyMask == EmptyMask.Smooth || loss.IsPerImage))
        {
            return Regions;
        }

        var foreground = new double[Groups][];
        var memory = Memory with { TargetScale = 1, TargetShift = 0, Gradient = 0 };
        for (var group = 0; group < Groups; group++)
        {
            using var planes = new Planes(this, group, get_num_threads());
            var counts = planes.Run<TargetCounts>(memory, Activation.None, []);
            (pixelCounts[group], foreground[group]) = (counts[0].Spread(regions), counts[1].Spread(regions));
        }

        return Table(pixelCounts, foreground);

        RegionTable Table(double[][] pixels, double[][]? sums) => new(Options, loss.IsPerImage, loss.ReadsClassWeight, pixels, sums, Memory.FirstClass, gradOutput);
    }
}
