using System.Runtime.CompilerServices;
using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>
/// Runs a kernel over pixels of all classes, which a softmax ties together. A lane of pixels is finished before the next: no probability leaves the cache.
/// </summary>
internal readonly unsafe struct ClassLoop<TLane, TTarget, TGoal> : ILoop<TLane>
    where TLane : struct, ILane<TLane>
    where TTarget : struct, ITarget
    where TGoal : struct, IGoal
{
    // Not inlined, as the loop over a plane.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<TKernel>(in Chunk chunk, double[][] coefficients, Span<double> results)
        where TKernel : struct, IKernel<TKernel, TLane>
    {
        using var classes = new SoftmaxClasses<TLane, TTarget, TKernel>(chunk, coefficients);
        for (nint start = 0; start < chunk.Length; start += Chunk.Block)
        {
            var end = Math.Min(start + Chunk.Block, chunk.Length);
            for (var i = start; i < end; i += TLane.Count)
            {
                var softmax = classes.Softmax(i);
                if (chunk.Memory.IsMasked)
                {
                    classes.Visit<SomeCount, TGoal>(i, softmax);
                }
                else
                {
                    classes.Visit<AllCount, TGoal>(i, softmax);
                }

                if (TGoal.WantsGradient)
                {
                    classes.Backward<TGoal>(i, softmax);
                }
            }

            classes.Flush(results);
        }
    }
}
