using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Windows;

/// <summary>
/// Computes weighted sums, the arithmetic of a window. Each output is accumulated in a register in the order of the weights, so that its bits do not depend on the lane width.
/// </summary>
internal static unsafe class WeightedSum
{
    // Independent accumulators hide the latency of additions: a single one would wait for each of its own.
    private const int Accumulators = 4;

    /// <summary>Computes result[i] = Σ weights[k] source[i + k stride], with k from 0 on.</summary>
    /// <param name="source">Inputs of the first weight.</param>
    /// <param name="stride">Number of elements from the inputs of one weight to those of the next.</param>
    /// <param name="weights">Weights, at least one.</param>
    /// <param name="result">Outputs. They must not overlap the inputs.</param>
    /// <param name="length">Number of outputs.</param>
    public static void Run(double* source, nint stride, ReadOnlySpan<double> weights, double* result, nint length)
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

    /// <summary>Computes one output, Σ weights[k] source[k], with the same bits as a lane would have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Number(double* source, ReadOnlySpan<double> weights)
    {
        var sum = source[0] * weights[0];
        for (var k = 1; k < weights.Length; k++)
        {
            sum = Math.FusedMultiplyAdd(source[k], weights[k], sum);
        }

        return sum;
    }

    // Requires at least one lane of outputs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run<TLane>(double* source, nint stride, ReadOnlySpan<double> weights, double* result, nint length)
        where TLane : struct, ILane<TLane>
    {
        nint i = 0;
        for (; i <= length - (Accumulators * TLane.Count); i += Accumulators * TLane.Count)
        {
            RunFour<TLane>(source + i, stride, weights, result + i);
        }

        for (; i <= length - TLane.Count; i += TLane.Count)
        {
            RunOne<TLane>(source + i, stride, weights, result + i);
        }

        if (i < length)
        {
            // The last lane ends at the last output. It overlaps the lane before, and computes the shared outputs again.
            RunOne<TLane>(source + length - TLane.Count, stride, weights, result + length - TLane.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RunFour<TLane>(double* source, nint stride, ReadOnlySpan<double> weights, double* result)
        where TLane : struct, ILane<TLane>
    {
        var weight = TLane.Broadcast(weights[0]);
        var (a, b, c, d) = (Load<TLane>(source, 0) * weight, Load<TLane>(source, 1) * weight, Load<TLane>(source, 2) * weight, Load<TLane>(source, 3) * weight);
        for (var k = 1; k < weights.Length; k++)
        {
            source += stride;
            weight = TLane.Broadcast(weights[k]);
            a = TLane.MultiplyAdd(Load<TLane>(source, 0), weight, a);
            b = TLane.MultiplyAdd(Load<TLane>(source, 1), weight, b);
            c = TLane.MultiplyAdd(Load<TLane>(source, 2), weight, c);
            d = TLane.MultiplyAdd(Load<TLane>(source, 3), weight, d);
        }

        TLane.Store(a, ref *result, 0);
        TLane.Store(b, ref *result, TLane.Count);
        TLane.Store(c, ref *result, 2 * TLane.Count);
        TLane.Store(d, ref *result, 3 * TLane.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RunOne<TLane>(double* source, nint stride, ReadOnlySpan<double> weights, double* result)
        where TLane : struct, ILane<TLane>
    {
        var sum = Load<TLane>(source, 0) * TLane.Broadcast(weights[0]);
        for (var k = 1; k < weights.Length; k++)
        {
            source += stride;
            sum = TLane.MultiplyAdd(Load<TLane>(source, 0), TLane.Broadcast(weights[k]), sum);
        }

        TLane.Store(sum, ref *result, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Load<TLane>(double* source, int lane)
        where TLane : struct, ILane<TLane> => TLane.Load(in *source, lane * TLane.Count);
}
