using System.Runtime.CompilerServices;
using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>Runs a kernel over pixels of one class, where the activation has every class on its own.</summary>
internal readonly unsafe struct PlaneLoop<TLane, TActivation, TPrediction, TTarget, TGoal> : ILoop<TLane>
    where TLane : struct, ILane<TLane>
    where TActivation : struct, IActivation<TLane, TPrediction>
    where TPrediction : struct, IPrediction<TLane>
    where TTarget : struct, ITarget
    where TGoal : struct, IGoal
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
        if (chunk.Memory.IsMasked)
        {
            Some<TKernel>(reader, &memory, chunk.Length, ofRegion, results);
        }
        else
        {
            All<TKernel>(reader, &memory, chunk.Length, ofRegion, results);
        }
    }

    // A body of its own: inlined into its caller, the kernel would exceed the locals that the compiler tracks, and its arithmetic would become calls.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void All<TKernel>(PixelReader<TLane, TTarget> reader, PixelMemory* memory, nint length, double[] coefficients, Span<double> results)
        where TKernel : struct, IKernel<TKernel, TLane>
    {
        var kernel = TKernel.Create(coefficients);
        for (nint start = 0; start < length; start += Chunk.Block)
        {
            var end = Math.Min(start + Chunk.Block, length);
            for (var i = start; i < end; i += TLane.Count)
            {
                kernel.Run(new Pixel<TLane, TActivation, TPrediction, TTarget, AllCount, TGoal>(memory, i, i, reader.Target(i), default, TActivation.Apply(memory, i, TKernel.Reads)));
            }

            kernel.Flush(results);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Some<TKernel>(PixelReader<TLane, TTarget> reader, PixelMemory* memory, nint length, double[] coefficients, Span<double> results)
        where TKernel : struct, IKernel<TKernel, TLane>
    {
        var kernel = TKernel.Create(coefficients);
        for (nint start = 0; start < length; start += Chunk.Block)
        {
            var end = Math.Min(start + Chunk.Block, length);
            for (var i = start; i < end; i += TLane.Count)
            {
                var counts = reader.Counts(i);
                kernel.Run(new Pixel<TLane, TActivation, TPrediction, TTarget, SomeCount, TGoal>(memory, i, i, reader.Target(i, counts), counts, TActivation.Apply(memory, i, TKernel.Reads)));
            }

            kernel.Flush(results);
        }
    }
}
