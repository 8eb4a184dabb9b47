using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Windows;

/// <summary>The arithmetic of a window: sums of weighted inputs, each output added up in registers, in the order of the weights. The same bits whatever the lane.</summary>
internal static unsafe class WeightedSum
{
    // So many lanes are added up side by side: one alone would wait for each of its own additions.
    private const int Abreast = 4;

    /// <summary>result[i] = Σ weights[k] source[i + k stride], k counted from 0.</summary>
    /// <param name="source">The inputs of the first weight.</param>
    /// <param name="stride">From the inputs of one weight to those of the next.</param>
    /// <param name="weights">The weights, one at least.</param>
    /// <param name="result">The outputs, apart from the inputs.</param>
    /// <param name="length">Their number.</param>
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

    /// <summary>One output of a line along itself: Σ weights[k] source[k], with the bits that a lane has.</summary>
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

    // The outputs are at least one lane.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Run<TLane>(double* source, nint stride, ReadOnlySpan<double> weights, double* result, nint length)
        where TLane : struct, ILane<TLane>
    {
        nint i = 0;
        for (; i <= length - (Abreast * TLane.Count); i += Abreast * TLane.Count)
        {
            Several<TLane>(source + i, stride, weights, result + i);
        }

        for (; i <= length - TLane.Count; i += TLane.Count)
        {
            One<TLane>(source + i, stride, weights, result + i);
        }

        if (i < length)
        {
            // The last lane ends where the line ends; what overlaps is computed again.
            One<TLane>(source + length - TLane.Count, stride, weights, result + length - TLane.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Several<TLane>(double* source, nint stride, ReadOnlySpan<double> weights, double* result)
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
    private static void One<TLane>(double* source, nint stride, ReadOnlySpan<double> weights, double* result)
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
