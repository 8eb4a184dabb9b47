using System.Runtime.InteropServices;
using LossDsl.Inputs;
using LossDsl.Kernels.Memory;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Fused;

/// <summary>One call of a loss on CPU tensors, by its kernels.</summary>
internal sealed class FusedCall
{
    // An image of fewer bytes, gradient included, stays in the cache of the core that works on it; the next image is another core's.
    private const long SmallImage = 2 << 20;

    private readonly FusedLoss loss;
    private readonly CallGroups groups;
    private readonly int threads = get_num_threads();

    private FusedCall(FusedLoss loss, CallTensors tensors, CallMemory memory, MapSource maps, double[]? gradOutput)
    {
        this.loss = loss;
        var count = CallGroups.CountOf(loss.Options, memory);
        var regions = memory.Classes - memory.FirstClass;
        double[][] pixelCounts = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Repeat((double)memory.Images / count * memory.Pixels, regions).ToArray())];
        groups = new(loss.Options, memory, tensors.Spatial, maps, Table(pixelCounts, null));
        if (memory.IsMasked || loss.Options.SeparatesEmptyRegions(loss.IsPerImage) || (loss.Options.DividesByWeight && loss.ReadsClassWeight))
        {
            groups = groups with { Regions = Table(pixelCounts, CountTarget(pixelCounts)) };
        }

        RegionTable Table(double[][] pixels, double[][]? foreground) => new(loss.Options, loss.IsPerImage, loss.ReadsClassWeight, pixels, foreground, memory.FirstClass, gradOutput);
    }

    /// <summary>Whether the kernels can do it: all on the CPU, but smoothed class indices that are counted by distances.</summary>
    public static bool Handles(LossOptions options, Tensor logits, Tensor target) =>
        options.Backend != Backend.Tensors && logits.device_type == DeviceType.CPU
        && !(options.SoftLabels == SoftLabels.L1 && options.LabelSmoothing > 0 && TargetShape.IsIndices(logits, target));

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
        var tensors = CallTensors.Prepare(logits, target, loss.Options, annotations, loss.NeedsFloat64);
        var gradient = wantsGradient ? GradientPool.Rent(tensors.Shape, tensors.Type) : null;
        var memory = tensors.Memory with { Gradient = gradient is null ? 0 : NativeTensor.Address(gradient) };
        using var maps = new MapSource(tensors.Pixels, memory);
        var call = new FusedCall(loss, tensors, memory, maps, upstream?.to_type(ScalarType.Float64).flatten().data<double>().ToArray());
        var value = call.Evaluate(tensors.ResultType);
        if (memory.Alarm!.IsRaised)
        {
            ValueCheck.Run(logits, target, loss.Options, annotations);
        }

        GC.KeepAlive(tensors);
        return (value.MoveToOuterDisposeScope(), gradient?.MoveToOuterDisposeScope());
    }

    private Tensor Evaluate(ScalarType resultType)
    {
        var known = new double[groups.Count][];
        var isSmall = (long)groups.Memory.Classes * groups.Memory.Pixels * groups.Memory.ElementSize * 3 < SmallImage;
        if (threads > 1 && groups.Count >= 2 * threads && isSmall)
        {
            Parallel.For(0, groups.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, group => known[group] = Evaluate(group, 1));
        }
        else
        {
            for (var group = 0; group < groups.Count; group++)
            {
                known[group] = Evaluate(group, threads);
            }
        }

        return groups.Regions.Reduce(known, loss.IsPerImage, resultType);
    }

    private double[] Evaluate(int group, int threads)
    {
        using var images = new ImageGroup(groups, group, threads);
        var values = loss.Evaluate(images);
        if (groups.Memory.Gradient != 0)
        {
            ClearUnwritten(group, images.HasGradient);
        }

        RegionValues? meanProbability = null;
        if (groups.Regions.NeedsMeanProbability(group))
        {
            meanProbability = images.Run<MeanProbability>(groups.Memory with { AddsToGradient = true }, loss.Options.Activation!.Value, [groups.Regions.OfEmpty(group)])[0] / images.Divisor;
        }

        return groups.Regions.Known(group, values, meanProbability);
    }

    // A class that does not count has no kernel; a softmax writes all.
    private unsafe void ClearUnwritten(int group, bool isWritten)
    {
        var memory = groups.Memory;
        var classes = !isWritten ? memory.Classes : loss.Options.Activation == Activation.Softmax ? 0 : memory.FirstClass;
        for (var image = groups.Images(group).Start.Value; image < groups.Images(group).End.Value; image++)
        {
            for (var c = 0; c < classes; c++)
            {
                NativeMemory.Clear((void*)(memory.Gradient + (memory.Index(image, c, 0) * memory.ElementSize)), (nuint)(memory.Pixels * memory.ElementSize));
            }
        }
    }

    // Counts the valid pixels into what is given, and returns the sums of the target.
    private double[][] CountTarget(double[][] pixelCounts)
    {
        var foreground = new double[groups.Count][];
        var memory = groups.Memory with { TargetScale = 1, TargetShift = 0, Gradient = 0, Alarm = null };
        for (var group = 0; group < groups.Count; group++)
        {
            using var images = new ImageGroup(groups, group, threads);
            var counts = images.Run<TargetCounts>(memory, Activation.None, []);
            (pixelCounts[group], foreground[group]) = (counts[0].Spread(groups.Regions.Count), counts[1].Spread(groups.Regions.Count));
        }

        return foreground;
    }
}
