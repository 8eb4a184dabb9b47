using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>
/// Runner of all chunks of a pass, on one thread or several. The runner combines the results of the chunks in chunk order, so that sums have the same bits for any number of threads.
/// </summary>
/// <param name="inputs">Inputs of the pass.</param>
/// <param name="chunks">Chunks, in the order in which their results are combined.</param>
/// <param name="reductions">Reduction of each result.</param>
/// <param name="results">Results so far, [region][result]; the runner updates them.</param>
internal readonly struct ChunkRunner<TLane, TLoop>(PassInputs inputs, Chunk[] chunks, ReductionKind[] reductions, double[][] results) : IKernelVisitor<TLane>
    where TLane : struct, ILane<TLane>
    where TLoop : struct, ILoop<TLane>
{
    // One thread processes fewer values than this before a second thread has woken up.
    private const int LeastForThreads = 1 << 15;

    // Number of results of a chunk, which covers one region, or all regions if the classes are coupled.
    private int Width => reductions.Length * (inputs.IsCoupled ? results.Length : 1);

    public void Visit<TKernel>()
        where TKernel : struct, IKernel<TKernel, TLane>
    {
        var (self, parts) = (this, new double[chunks.Length * Width]);
        var values = chunks.Sum(static chunk => (long)chunk.Length) * (inputs.IsCoupled ? inputs.Memory.Classes : 1);
        if (inputs.Threads == 1 || chunks.Length == 1 || values < LeastForThreads)
        {
            for (var index = 0; index < chunks.Length; index++)
            {
                RunChunk<TKernel>(index, parts);
            }
        }
        else
        {
            Parallel.For(0, chunks.Length, new ParallelOptions { MaxDegreeOfParallelism = inputs.Threads }, index => self.RunChunk<TKernel>(index, parts));
        }

        for (var index = 0; index < chunks.Length; index++)
        {
            Combine(chunks[index], parts.AsSpan(index * Width, Width));
        }
    }

    private void RunChunk<TKernel>(int index, double[] parts)
        where TKernel : struct, IKernel<TKernel, TLane>
    {
        var part = parts.AsSpan(index * Width, Width);
        for (var i = 0; i < part.Length; i++)
        {
            part[i] = reductions[i % reductions.Length].Identity();
        }

        TLoop.Run<TKernel>(chunks[index], inputs.Coefficients, part);
    }

    private void Combine(in Chunk chunk, ReadOnlySpan<double> part)
    {
        var first = inputs.IsCoupled ? 0 : chunk.Class - inputs.Memory.FirstClass;
        for (var i = 0; i < part.Length; i++)
        {
            ref var result = ref results[first + (i / reductions.Length)][i % reductions.Length];
            result = reductions[i % reductions.Length].Combine(result, part[i]);
        }
    }
}
