using System.Runtime.InteropServices;
using LossDsl.Inputs;
using LossDsl.Kernels.Memory;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Fused;

/// <summary>Call of a loss on CPU tensors that runs the loss's kernels instead of tensor operations. It computes the value and, if wanted, the gradient.</summary>
internal sealed class FusedCall
{
    // Bytes (logits, target and gradient) below which an image stays in the cache of one core. Such images are spread over threads as a whole, instead of in chunks.
    private const long SmallImage = 2 << 20;

    private readonly FusedLoss loss;
    private readonly CallGroups groups;
    private readonly int threads = get_num_threads();

    private FusedCall(FusedLoss loss, CallTensors tensors, CallMemory memory, FieldSource fields, RegionInputs inputs, double[]? gradOutput)
    {
        this.loss = loss;
        var count = CallGroups.CountGroups(loss.Options, memory);
        var regions = memory.Classes - memory.FirstClass;
        double[][] pixelCounts = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Repeat((double)memory.Images / count * memory.Pixels, regions).ToArray())];
        groups = new(loss.Options, memory, tensors.Spatial, fields, inputs, Table(pixelCounts, null));
        if (loss.Options.NeedsCounts(memory.IsMasked, loss.IsPerImage, loss.ReadsClassWeight))
        {
            groups = groups with { Regions = Table(pixelCounts, CountTarget(pixelCounts)) };
        }

        RegionTable Table(double[][] pixels, double[][]? foreground) => new(loss.Options, loss.IsPerImage, loss.IsPerBatch, loss.ReadsClassWeight, pixels, foreground, memory.FirstClass, gradOutput);
    }

    /// <summary>
    /// Returns whether kernels can compute the loss: for all CPU tensors, except class indices with both label smoothing and L1 counts, and reductions over the classes of a pixel of which
    /// the background is excluded. <see cref="Backend.Tensors"/> rules kernels out.
    /// </summary>
    /// <param name="options">Options of the loss.</param>
    /// <param name="reducesPixelClasses">Whether the formula reduces over the classes of a pixel.</param>
    /// <param name="logits">Logits, [B, C, ...].</param>
    /// <param name="target">Target: the shape of the logits, or class indices.</param>
    public static bool Handles(LossOptions options, bool reducesPixelClasses, Tensor logits, Tensor target) =>
        options.Backend != Backend.Tensors && logits.device_type == DeviceType.CPU
        && !options.SmoothsIndicesByL1(TargetShape.IsIndices(logits, target))
        && !options.ExcludesClassOf(reducesPixelClasses);

    /// <summary>Computes the loss and, if wanted, its gradient.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="logits">Logits, [B, C, ...], on the CPU.</param>
    /// <param name="target">Target: the shape of the logits, or class indices.</param>
    /// <param name="annotations">Mask and maps of the target, and inputs.</param>
    /// <param name="wantsGradient">Whether to compute the gradient too.</param>
    /// <param name="upstream">Upstream gradient, in the shape of the value, or null for 1.</param>
    /// <returns>Value of the loss, and the gradient in the shape of the logits, or null if it is not wanted. The outer dispose scope owns both.</returns>
    /// <exception cref="ArgumentException">A target or given probability at a valid pixel lies outside its range.</exception>
    public static (Tensor Value, Tensor? Gradient) Run(FusedLoss loss, Tensor logits, Tensor target, TargetAnnotations annotations, bool wantsGradient, Tensor? upstream)
    {
        using var scope = NewDisposeScope();
        var tensors = CallTensors.Prepare(logits, target, loss.Options, annotations, loss.NeedsFloat64);
        var gradient = wantsGradient ? GradientPool.Rent(tensors.Shape, tensors.Type) : null;
        var memory = tensors.Memory with { Gradient = gradient is null ? 0 : NativeTensor.Address(gradient) };
        using var fields = new FieldSource(tensors.Pixels, memory);
        var inputs = RegionInputs.Read(loss.Inputs, annotations, tensors.Shape, loss.Options);
        var call = new FusedCall(loss, tensors, memory, fields, inputs, upstream?.to_type(ScalarType.Float64).flatten().data<double>().ToArray());
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
        int[] all = [.. Enumerable.Range(0, groups.Count)];
        return groups.Regions.Reduce(loss.ReducesBatch ? Evaluate(all, threads) : EvaluateEach(all), loss.IsPerImage, resultType);
    }

    private double[][] EvaluateEach(int[] all)
    {
        var isSmall = (long)groups.Memory.Classes * groups.Memory.Pixels * groups.Memory.ElementSize * 3 < SmallImage;
        if (threads == 1 || !((isSmall && all.Length >= 2 * threads) || (loss.OrdersPixels && all.Length >= threads)))
        {
            return Array.ConvertAll(all, group => Evaluate([group], threads)[0]);
        }

        var values = new double[all.Length][];
        Parallel.ForEach(all, new ParallelOptions { MaxDegreeOfParallelism = threads }, group => values[group] = Evaluate([group], 1)[0]);
        return values;
    }

    private double[][] Evaluate(int[] together, int threads)
    {
        using var images = new ImageGroup(groups, together, threads);
        var values = loss.Evaluate(images);
        if (groups.Memory.Gradient != 0)
        {
            Array.ForEach(together, group => ClearUnwritten(group, images.HasGradient));
        }

        if (loss.IsPerBatch)
        {
            return [groups.Regions.WeightedValues(0, values, null)];
        }

        var meanProbability = together.Any(groups.Regions.NeedsMeanProbability) ? MeanProbability(images) : null;
        return Array.ConvertAll(together, group => groups.Regions.WeightedValues(group, images.Select(values, group), meanProbability is null ? null : images.Select(meanProbability, group)));
    }

    private RegionValues MeanProbability(ImageGroup images) =>
        images.Run<MeanProbability>(groups.Memory with { AddsToGradient = true }, loss.Options.Activation!.Value, [images.EmptyRegionGradient])[0] / images.Divisor;

    // No kernel runs for an excluded class, so its gradient is cleared here. Softmax writes the gradient of all classes.
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

    // Writes the number of valid pixels of each region into pixelCounts, and returns the sums of the target before smoothing. Both are [group][region].
    private double[][] CountTarget(double[][] pixelCounts)
    {
        var foreground = new double[groups.Count][];
        var memory = groups.Memory with { TargetScale = 1, TargetShift = 0, Gradient = 0, Alarm = null };
        for (var group = 0; group < groups.Count; group++)
        {
            using var images = new ImageGroup(groups, [group], threads);
            var counts = images.Run<TargetCounts>(memory, Activation.None, []);
            (pixelCounts[group], foreground[group]) = (counts[0].BroadcastTo(groups.Regions.Count), counts[1].BroadcastTo(groups.Regions.Count));
        }

        return foreground;
    }
}
