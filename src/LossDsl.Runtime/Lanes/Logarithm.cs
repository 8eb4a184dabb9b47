using System.Runtime.CompilerServices;

namespace LossDsl.Lanes;

/// <summary>log x by way of x = (1 + r) 2^k with r in [-1/4, 1/2).</summary>
internal static class Logarithm
{
    /// <summary>k ln 2 + log(1 + r).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Of<TLane>(TLane r, TLane k)
        where TLane : struct, ILane<TLane>
    {
        // Both parts of ln 2 are positive: for k = ±∞ they must not fight.
        var small = TLane.MultiplyAdd(k, TLane.Ln2Rest, TLane.LogarithmTail(r, r));
        return TLane.MultiplyAdd(k, TLane.Ln2, small);
    }
}
