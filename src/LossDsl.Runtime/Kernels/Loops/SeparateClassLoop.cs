using System.Runtime.CompilerServices;
using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>Runs a kernel over pixels of one class, where the activation has every class on its own.</summary>
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
        var ofRegion = coefficients[chunk.Class - chunk.Memory.FirstClass];
        switch (chunk.Memory.IsMasked, chunk.Memory.Alarm is not null)
        {
            case (false, false): Run<TKernel, AllValid>(chunk, reader, &memory, ofRegion, results); break;
            case (false, true): Run<TKernel, AllValidChecked>(chunk, reader, &memory, ofRegion, results); break;
            case (true, false): Run<TKernel, SomeValid>(chunk, reader, &memory, ofRegion, results); break;
            default: Run<TKernel, SomeValidChecked>(chunk, reader, &memory, ofRegion, results); break;
        }
    }

    // A body of its own: inlined into its caller, the kernel would exceed the locals that the compiler tracks, and its arithmetic would become calls.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run<TKernel, TValidity>(in Chunk chunk, PixelReader<TLane, TTarget> reader, PixelMemory* memory, double[] coefficients, Span<double> results)
        where TKernel : struct, IKernel<TKernel, TLane>
        where TValidity : struct, IValidity
    {
        var (kernel, length, target, given) = (TKernel.Create(coefficients), chunk.Length, TLane.Zero, TLane.Zero);
        for (nint start = 0; start < length; start += Chunk.Block)
        {
            var end = Math.Min(start + Chunk.Block, length);
            for (var i = start; i < end; i += TLane.Count)
            {
                var counts = TValidity.IsAlwaysValid ? default : reader.Counts(i);
                if (TValidity.ChecksRange)
                {
                    target = reader.LargerBits<TValidity>(target, i, counts);
                    if (TActivation.AreProbabilities)
                    {
                        var p = Elements.Load<TLane>(memory->Logits, i);
                        given = TLane.LargerBits(given, TValidity.IsAlwaysValid ? p : TLane.And(counts, p));
                    }
                }

                var y = TValidity.IsAlwaysValid ? reader.Target(i) : reader.Target(i, counts);
                kernel.Run(new Pixel<TLane, TActivation, TPrediction, TTarget, TValidity, TMode>(memory, i, i, y, counts, TActivation.Apply(memory, i, TKernel.Reads)));
            }

            kernel.Flush(results);
        }

        if (TValidity.ChecksRange)
        {
            RangeCheck.Report(chunk.Memory.Alarm!, target, chunk.Memory.LargestTarget);
            RangeCheck.Report(chunk.Memory.Alarm!, given, 1);
        }
    }
}
