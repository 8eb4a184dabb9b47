using LossDsl.Kernels;
using LossDsl.Lanes;

namespace LossDsl.Fused;

/// <summary>
/// Pass that computes the value and gradient of empty regions under <see cref="EmptyMask.MeanProbability"/>: it sums p, and adds one coefficient of each region to the gradient by p.
/// </summary>
internal readonly struct MeanProbability : IPass
{
    public static ReadOnlySpan<ReductionKind> Results => [ReductionKind.Sum];

    public static bool HasGradient => true;

    public static void Accept<TLane, TVisitor>(ref TVisitor visitor)
        where TLane : struct, ILane<TLane>
        where TVisitor : struct, IKernelVisitor<TLane> => visitor.Visit<Kernel<TLane>>();

    private struct Kernel<TLane> : IKernel<Kernel<TLane>, TLane>
        where TLane : struct, ILane<TLane>
    {
        private TLane slope;
        private TLane sum;

        public static Reads Reads => Reads.P | Reads.Q;

        public static Kernel<TLane> Create(ReadOnlySpan<double> coefficients) => new() { slope = TLane.Broadcast(coefficients[0]) };

        public void Run<TPixel>(TPixel pixel)
            where TPixel : struct, IPixel<TLane>
        {
            sum += pixel.Masked(pixel.P);
            if (TPixel.WantsGradient)
            {
                pixel.WriteGradient(TPixel.AreProbabilities ? slope : slope * pixel.P * pixel.Q);
            }
        }

        public void Flush(Span<double> results)
        {
            results[0] += TLane.Sum(sum);
            sum = TLane.Zero;
        }
    }
}
