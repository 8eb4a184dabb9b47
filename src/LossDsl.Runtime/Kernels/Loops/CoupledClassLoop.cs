using System.Runtime.CompilerServices;
using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>
/// Loop over the pixels of all classes for softmax, which couples the classes of a pixel. The loop finishes one tile of pixels before the next, so that no probability leaves
/// the cache. For each tile the loop computes the softmax, runs the kernel of each class, and turns the gradient by log-odds into the gradient by logits.
/// </summary>
internal readonly unsafe struct CoupledClassLoop<TLane, TTarget, TMode> : ILoop<TLane>
    where TLane : struct, ILane<TLane>
    where TTarget : struct, ITarget
    where TMode : struct, IOutputMode
{
    // Bytes of the gradient from which non-temporal stores are faster, as measured.
    private const nint LargeGradient = 4 << 20;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TKernel>(in Chunk chunk, double[][] coefficients, Span<double> results)
        where TKernel : struct, IKernel<TKernel, TLane>
    {
        var memory = chunk.Memory;
        using var tile = new SoftmaxTile<TLane>(memory.Classes);
        var regions = new ClassState<TLane, TTarget, TKernel>[coefficients.Length];
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
                if (memory.IsMasked)
                {
                    ClearInvalid(regions, memory.IsMaskedPerClass ? regions.Length : Math.Min(1, regions.Length), tile, start, pixels);
                }

                steps.Forward(pixels, TKernel.Reads);
                tile.ClearGradient(memory.FirstClass);
                Visit(regions, memory, tile, start, pixels);
                if (TMode.WantsGradient)
                {
                    steps.Backward(pixels);
                    tile.Write<TMode>(gradient + offset, stride, pixels, pastCaches);
                }
            }

            Flush(regions, results);
        }

        for (var region = 0; region < regions.Length && memory.Alarm is not null; region++)
        {
            regions[region].Report(memory);
        }

        // Non-temporal stores are weakly ordered: the barrier makes them visible before the chunk is reported complete.
        Interlocked.MemoryBarrier();
    }

    // Softmax couples the classes of a pixel: where the pixel is invalid for all of them, a NaN among its logits must not reach any gradient.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ClearInvalid<TKernel>(ClassState<TLane, TTarget, TKernel>[] regions, int masks, SoftmaxTile<TLane> tile, nint start, nint pixels)
        where TKernel : struct, IKernel<TKernel, TLane>
    {
        for (nint pixel = 0; pixel < pixels; pixel += TLane.Count)
        {
            var isValid = TLane.Zero;
            for (var region = 0; region < masks; region++)
            {
                isValid = TLane.Or(isValid, regions[region].Counts(start + pixel));
            }

            for (var c = 0; c < tile.Classes; c++)
            {
                Elements.Store(TLane.And(isValid, Elements.Load<TLane>(tile.Logits(c), pixel)), tile.Logits(c), pixel);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Visit<TKernel>(ClassState<TLane, TTarget, TKernel>[] regions, CallMemory memory, SoftmaxTile<TLane> tile, nint start, nint pixels)
        where TKernel : struct, IKernel<TKernel, TLane>
    {
        for (var region = 0; region < regions.Length; region++)
        {
            switch (memory.IsMasked, memory.Alarm is not null)
            {
                case (false, false): regions[region].Run<FullValidity, TMode>(tile, start, pixels); break;
                case (false, true): regions[region].Run<FullValidityChecked, TMode>(tile, start, pixels); break;
                case (true, false): regions[region].Run<MaskedValidity, TMode>(tile, start, pixels); break;
                default: regions[region].Run<MaskedValidityChecked, TMode>(tile, start, pixels); break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Flush<TKernel>(ClassState<TLane, TTarget, TKernel>[] regions, Span<double> results)
        where TKernel : struct, IKernel<TKernel, TLane>
    {
        var each = regions.Length == 0 ? 0 : results.Length / regions.Length;
        for (var region = 0; region < regions.Length; region++)
        {
            regions[region].Kernel.Flush(results.Slice(region * each, each));
        }
    }
}
