using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>Runs the chunks of a pass, and puts their results together in their order, whatever thread was first: the sum is the same for any number of threads.</summary>
internal readonly struct ChunkRunner<TLane, TLoop>(PassInputs inputs, Chunk[] chunks, ReductionKind[] folds, double[][] results) : IKernelVisitor<TLane>
    where TLane : struct, ILane<TLane>
    where TLoop : struct, ILoop<TLane>
{
    // Fewer numbers one thread has done before another has woken up.
    private const int LeastForThreads = 1 << 15;

    // The results of a chunk: of one region, or of all.
    private int Width => folds.Length * (inputs.IsCoupled ? results.Length : 1);

    public void Visit<TKernel>()
        where TKernel : struct, IKernel<TKernel, TLane>
    {
        var (self, parts) = (this, new double[chunks.Length * Width]);
        var numbers = chunks.Sum(static chunk => (long)chunk.Length) * (inputs.IsCoupled ? inputs.Memory.Classes : 1);
        if (inputs.Threads == 1 || chunks.Length == 1 || numbers < LeastForThreads)
        {
            for (var index = 0; index < chunks.Length; index++)
            {
                RunOne<TKernel>(index, parts);
            }
        }
        else
        {
            Parallel.For(0, chunks.Length, new ParallelOptions { MaxDegreeOfParallelism = inputs.Threads }, index => self.RunOne<TKernel>(index, parts));
        }

        for (var index = 0; index < chunks.Length; index++)
        {
            TakeIn(chunks[index], parts.AsSpan(index * Width, Width));
        }
    }

    private void RunOne<TKernel>(int index, double[] parts)
        where TKernel : struct, IKernel<TKernel, TLane>
    {
        var part = parts.AsSpan(index * Width, Width);
        for (var i = 0; i < part.Length; i++)
        {
            part[i] = folds[i % folds.Length].Identity();
        }

        TLoop.Run<TKernel>(chunks[index], inputs.Coefficients, part);
    }

    private void TakeIn(in Chunk chunk, ReadOnlySpan<double> part)
    {
        var first = inputs.IsCoupled ? 0 : chunk.Class - inputs.Memory.FirstClass;
        for (var i = 0; i < part.Length; i++)
        {
            ref var result = ref results[first + (i / folds.Length)][i % folds.Length];
            result = folds[i % folds.Length].Combine(result, part[i]);
        }
    }
}
