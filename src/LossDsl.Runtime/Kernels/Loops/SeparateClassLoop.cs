using System.Runtime.CompilerServices;
using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>Loop over the pixels of one class, for activations that treat each class separately: sigmoid, or given probabilities.</summary>
internal readonly unsafe struct SeparateClassLoop<TLane, TActivation, TPrediction, TTarget, TMode> : ILoop<TLane>
    where TLane : struct, ILane<TLane>
    where TActivation : struct, IActivation<TLane, TPrediction>
    where TPrediction : struct, IPrediction<TLane>
    where TTarget : struct, ITarget
    where TMode : struct, IOutputMode
{
    public static void Run<TKernel>(in Chunk chunk, double[][] coefficients, Span<double> results)
        where TKernel : struct, IKernel<TKernel, TLane>
    {
        var reader = new PixelReader<TLane, TTarget>(chunk, chunk.Class);
        var read = stackalloc void*[chunk.Read.Length];
        var kept = stackalloc void*[chunk.Kept.Length];
        chunk.Fill(read, chunk.Read, chunk.Class);
        chunk.Fill(kept, chunk.Kept, chunk.Class);
        var memory = new PixelMemory { Logits = chunk.Logits(chunk.Class), Read = read, Kept = kept, Gradient = chunk.Gradient(chunk.Class) };
        var regionCoefficients = coefficients[chunk.Class - chunk.Memory.FirstClass];
        switch (chunk.Memory.IsMasked, chunk.Memory.Alarm is not null)
        {
            case (false, false): Run<TKernel, FullValidity>(chunk, reader, &memory, regionCoefficients, results); break;
            case (false, true): Run<TKernel, FullValidityChecked>(chunk, reader, &memory, regionCoefficients, results); break;
            case (true, false): Run<TKernel, MaskedValidity>(chunk, reader, &memory, regionCoefficients, results); break;
            default: Run<TKernel, MaskedValidityChecked>(chunk, reader, &memory, regionCoefficients, results); break;
        }
    }

    // Not inlined: in its caller the kernel would exceed the locals that the JIT tracks, and its arithmetic would become calls.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run<TKernel, TValidity>(in Chunk chunk, PixelReader<TLane, TTarget> reader, PixelMemory* memory, double[] coefficients, Span<double> results)
        where TKernel : struct, IKernel<TKernel, TLane>
        where TValidity : struct, IValidity
    {
        var (kernel, length, target, probability) = (TKernel.Create(coefficients), chunk.Length, TLane.Zero, TLane.Zero);
        for (nint start = 0; start < length; start += Chunk.Block)
        {
            var end = Math.Min(start + Chunk.Block, length);
            for (var i = start; i < end; i += TLane.Count)
            {
                var isValid = TValidity.IsAlwaysValid ? default : reader.Counts(i);
                if (TValidity.ChecksRange)
                {
                    target = reader.LargerBits<TValidity>(target, i, isValid);
                    if (TActivation.AreProbabilities)
                    {
                        var p = Elements.Load<TLane>(memory->Logits, i);
                        probability = TLane.LargerBits(probability, TValidity.IsAlwaysValid ? p : TLane.And(isValid, p));
                    }
                }

                var y = TValidity.IsAlwaysValid ? reader.Target(i) : reader.Target(i, isValid);
                kernel.Run(new Pixel<TLane, TActivation, TPrediction, TTarget, TValidity, TMode>(memory, i, i, y, isValid, TActivation.Apply(memory, i, TKernel.Reads)));
            }

            kernel.Flush(results);
        }

        if (TValidity.ChecksRange)
        {
            RangeCheck.Report(chunk.Memory.Alarm!, target, chunk.Memory.LargestTarget);
            RangeCheck.Report(chunk.Memory.Alarm!, probability, 1);
        }
    }
}
