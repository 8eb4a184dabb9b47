using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Windows;

/// <summary>
/// Means of two values, and their covariance, over the dimensions that a window has been filtered along so far. By the law of total covariance, the covariance after one more dimension
/// is the weighted mean of the covariances so far, plus the covariance of the means so far, which are deviations from their own mean: nothing cancels where a window is almost flat. The
/// bits of an output do not depend on the lane width.
/// </summary>
/// <param name="first">Means of the first value. Null in the last result, of which only the covariance is wanted.</param>
/// <param name="second">Means of the second value; the same address as the first for a variance.</param>
/// <param name="covariance">Covariances; null before the first dimension, where they are 0.</param>
internal readonly unsafe struct CovariancePlanes(double* first, double* second, double* covariance) : IWindowPlanes<CovariancePlanes>
{
    public static int Count => 3;

    /// <summary>Means of the first value, or null.</summary>
    public double* First { get; } = first;

    /// <summary>Means of the second value, or null.</summary>
    public double* Second { get; } = second;

    /// <summary>Covariances, or null.</summary>
    public double* Covariance { get; } = covariance;

    /// <summary>Whether both values are one.</summary>
    public bool IsVariance => First == Second;

    public CovariancePlanes From(nint offset) => new(Shift(First, offset), Shift(Second, offset), Shift(Covariance, offset));

    public CovariancePlanes In(double* room, nint size) => new(room, IsVariance ? room : room + size, room + (2 * size));

    public static void RunOne(CovariancePlanes source, ReadOnlySpan<double> weights, CovariancePlanes result) =>
        RunOne<DoubleScalar>(source, 1, weights, result);

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
    private static void RunOne<TLane>(CovariancePlanes source, nint stride, ReadOnlySpan<double> weights, CovariancePlanes result)
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

    private static double* Shift(double* values, nint offset) => values == null ? null : values + offset;
}
