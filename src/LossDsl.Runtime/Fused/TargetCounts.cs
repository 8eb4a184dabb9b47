using LossDsl.Kernels;
using LossDsl.Lanes;

namespace LossDsl.Fused;

/// <summary>Pass that counts the valid pixels of each region (result 0) and sums their targets (result 1).</summary>
internal readonly struct TargetCounts : IPass
{
    public static ReadOnlySpan<ReductionKind> Results => [ReductionKind.Sum, ReductionKind.Sum];

    public static void Accept<TLane, TVisitor>(ref TVisitor visitor)
        where TLane : struct, ILane<TLane>
        where TVisitor : struct, IKernelVisitor<TLane> => visitor.Visit<Kernel<TLane>>();

    private struct Kernel<TLane> : IKernel<Kernel<TLane>, TLane>
        where TLane : struct, ILane<TLane>
    {
        private TLane pixels;
        private TLane foreground;

        public static Reads Reads => Reads.Nothing;

        public static Kernel<TLane> Create(ReadOnlySpan<double> coefficients) => default;

        public void Run<TPixel>(TPixel pixel)
            where TPixel : struct, IPixel<TLane>
        {
            pixels += pixel.Masked(TLane.One);
            foreground += pixel.Masked(pixel.Y);
        }

        public void Flush(Span<double> results)
        {
            results[0] += TLane.Sum(pixels);
            results[1] += TLane.Sum(foreground);
            (pixels, foreground) = (TLane.Zero, TLane.Zero);
        }
    }
}
