using System.Runtime.CompilerServices;
using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>
/// Runs a kernel over pixels of all classes, which a softmax ties together. A tile of pixels is finished before the next: no probability leaves the cache.
/// </summary>
internal readonly unsafe struct ClassLoop<TLane, TTarget, TGoal> : ILoop<TLane>
    where TLane : struct, ILane<TLane>
    where TTarget : struct, ITarget
    where TGoal : struct, IGoal
{
    // Measured: from some megabytes on.
    private const nint LargeGradient = 4 << 20;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TKernel>(in Chunk chunk, double[][] coefficients, Span<double> results)
        where TKernel : struct, IKernel<TKernel, TLane>
    {
        var memory = chunk.Memory;
        using var tile = new SoftmaxTile<TLane>(memory.Classes);
        var regions = new ClassRegion<TLane, TTarget, TKernel>[coefficients.Length];
        var addresses = stackalloc void*[regions.Length * (chunk.Read.Length + chunk.Kept.Length)];
        for (var region = 0; region < regions.Length; region++)
        {
            regions[region] = new(chunk, tile, memory.FirstClass + region, coefficients[region], addresses);
            addresses += chunk.Read.Length + chunk.Kept.Length;
        }

        var steps = new SoftmaxSteps<TLane>(tile);
        var logits = (byte*)chunk.Logits(0);
        var gradient = (byte*)chunk.Gradient(0);
        var (stride, laneSize) = (memory.Pixels * memory.ElementSize, TLane.Count * memory.ElementSize);
        var pastCaches = memory.Images * memory.Classes * stride >= LargeGradient && memory.Gradient % laneSize == 0 && stride % laneSize == 0;
        for (nint block = 0; block < chunk.Length; block += Chunk.Block)
        {
            var end = Math.Min(block + Chunk.Block, chunk.Length);
            for (var start = block; start < end; start += tile.Pixels)
            {
                var (pixels, offset) = (Math.Min(tile.Pixels, end - start), start * memory.ElementSize);
                tile.Read(logits + offset, stride, pixels);
                steps.Forward(pixels, TKernel.Reads);
                tile.ClearGradient(memory.FirstClass);
                Visit(regions, memory.IsMasked, tile, start, pixels);
                if (TGoal.WantsGradient)
                {
                    steps.Backward(pixels);
                    tile.Write<TGoal>(gradient + offset, stride, pixels, pastCaches);
                }
            }

            Flush(regions, results);
        }

        // What went past the caches is to be seen by whoever is told that the chunk is done.
        Interlocked.MemoryBarrier();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Visit<TKernel>(ClassRegion<TLane, TTarget, TKernel>[] regions, bool isMasked, SoftmaxTile<TLane> tile, nint start, nint pixels)
        where TKernel : struct, IKernel<TKernel, TLane>
    {
        for (var region = 0; region < regions.Length; region++)
        {
            if (isMasked)
            {
                regions[region].Run<SomeCount, TGoal>(tile, start, pixels);
            }
            else
            {
                regions[region].Run<AllCount, TGoal>(tile, start, pixels);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Flush<TKernel>(ClassRegion<TLane, TTarget, TKernel>[] regions, Span<double> results)
        where TKernel : struct, IKernel<TKernel, TLane>
    {
        var each = regions.Length == 0 ? 0 : results.Length / regions.Length;
        for (var region = 0; region < regions.Length; region++)
        {
            regions[region].Kernel.Flush(results.Slice(region * each, each));
        }
    }
}
