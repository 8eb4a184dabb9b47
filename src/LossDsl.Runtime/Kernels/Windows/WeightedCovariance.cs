using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Windows;

/// <summary>
/// Computes the arithmetic of a covariance along one dimension. By the law of total covariance, it is the weighted mean of the covariances so far, plus the covariance of the means so far,
/// which are deviations from their own mean: nothing cancels where a window is almost flat. The bits of an output do not depend on the lane width.
/// </summary>
internal static unsafe class WeightedCovariance
{
    /// <summary>Computes means and covariances of outputs whose windows have the same weights, as <see cref="WeightedSum.Run(double*, nint, ReadOnlySpan{double}, double*, nint)"/> does sums.</summary>
    public static void Run(CovariancePlanes source, nint stride, ReadOnlySpan<double> weights, CovariancePlanes result, nint length)
    {
        if (Vector512.IsHardwareAccelerated && length >= Vector512<double>.Count)
        {
            Run<Double512>(source, stride, weights, result, length);
        }
        else if (Vector256.IsHardwareAccelerated && length >= Vector256<double>.Count)
        {
            Run<Double256>(source, stride, weights, result, length);
        }
        else if (Vector128.IsHardwareAccelerated && length >= Vector128<double>.Count)
        {
            Run<Double128>(source, stride, weights, result, length);
        }
        else
        {
            Run<DoubleScalar>(source, stride, weights, result, length);
        }
    }

    /// <summary>Computes one lane of outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunOne<TLane>(CovariancePlanes source, nint stride, ReadOnlySpan<double> weights, CovariancePlanes result)
        where TLane : struct, ILane<TLane>
    {
        var first = Mean<TLane>(source.First, stride, weights);
        var second = source.IsVariance ? first : Mean<TLane>(source.Second, stride, weights);
        var covariance = TLane.Zero;
        nint input = 0;
        foreach (var weight in weights)
        {
            var deviation = Load<TLane>(source.First + input) - first;
            var other = source.IsVariance ? deviation : Load<TLane>(source.Second + input) - second;
            var product = source.Covariance == null ? deviation * other : TLane.MultiplyAdd(deviation, other, Load<TLane>(source.Covariance + input));
            covariance = TLane.MultiplyAdd(product, TLane.Broadcast(weight), covariance);
            input += stride;
        }

        TLane.Store(covariance, ref *result.Covariance, 0);
        if (result.First != null)
        {
            TLane.Store(first, ref *result.First, 0);
            TLane.Store(second, ref *result.Second, 0);
        }
    }

    // Requires at least one lane of outputs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run<TLane>(CovariancePlanes source, nint stride, ReadOnlySpan<double> weights, CovariancePlanes result, nint length)
        where TLane : struct, ILane<TLane>
    {
        for (nint i = 0; i <= length - TLane.Count; i += TLane.Count)
        {
            RunOne<TLane>(source.From(i), stride, weights, result.From(i));
        }

        if (length % TLane.Count != 0)
        {
            // The last lane ends at the last output. It overlaps the lane before, and computes the shared outputs again.
            RunOne<TLane>(source.From(length - TLane.Count), stride, weights, result.From(length - TLane.Count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Mean<TLane>(double* source, nint stride, ReadOnlySpan<double> weights)
        where TLane : struct, ILane<TLane>
    {
        var sum = Load<TLane>(source) * TLane.Broadcast(weights[0]);
        for (var k = 1; k < weights.Length; k++)
        {
            source += stride;
            sum = TLane.MultiplyAdd(Load<TLane>(source), TLane.Broadcast(weights[k]), sum);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Load<TLane>(double* source)
        where TLane : struct, ILane<TLane> => TLane.Load(in *source, 0);
}
