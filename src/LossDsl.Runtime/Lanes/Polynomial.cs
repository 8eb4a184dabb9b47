using System.Runtime.CompilerServices;

namespace LossDsl.Lanes;

/// <summary>Horner's rule, some coefficients at a time, the highest first.</summary>
internal static class Polynomial
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Horner<TLane>(TLane value, TLane x, double c3, double c2, double c1, double c0)
        where TLane : struct, ILane<TLane> =>
        TLane.MultiplyAdd(TLane.MultiplyAdd(TLane.MultiplyAdd(TLane.MultiplyAdd(value, x, c3), x, c2), x, c1), x, c0);
}
