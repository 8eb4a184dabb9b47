using System.Runtime.CompilerServices;

namespace LossDsl.Lanes;

/// <summary>Computes log x on lanes from the reduction x = (1 + r) 2^k with r in [-1/4, 1/2).</summary>
internal static class Logarithm
{
    /// <summary>Computes k ln 2 + log(1 + r). Infinite k gives the infinite logarithm of 0 or ∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Combine<TLane>(TLane r, TLane k)
        where TLane : struct, ILane<TLane>
    {
        // Both parts of ln 2 are positive, so that for k = ±∞ the sum is not ∞ - ∞.
        var small = TLane.MultiplyAdd(k, TLane.Ln2Rest, TLane.LogarithmTail(r, r));
        return TLane.MultiplyAdd(k, TLane.Ln2, small);
    }
}
