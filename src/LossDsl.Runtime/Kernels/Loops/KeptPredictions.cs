using System.Runtime.CompilerServices;
using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>p = σ(x), left where the gradient will be: the smaller one of p and 1 - p, which has the digits of both, with a minus sign where it is 1 - p.</summary>
internal readonly unsafe struct SigmoidAndKeep : IActivation
{
    public static bool AreProbabilities => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Prediction<TLane> Apply<TLane>(PixelMemory* memory, nint place, Reads reads)
        where TLane : struct, ILane<TLane>
    {
        var result = SigmoidActivation.Apply<TLane>(memory, place, reads);
        Elements.Store(TLane.Select(TLane.Less(result.P, result.Q), result.P, -result.Q), memory->Gradient, place);
        return result;
    }
}

/// <summary>p as <see cref="SigmoidAndKeep"/> left it.</summary>
internal readonly unsafe struct KeptSigmoid : IActivation
{
    public static bool AreProbabilities => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Prediction<TLane> Apply<TLane>(PixelMemory* memory, nint place, Reads reads)
        where TLane : struct, ILane<TLane>
    {
        var kept = Elements.Load<TLane>(memory->Gradient, place);
        var (smaller, larger) = (TLane.Abs(kept), 1 - TLane.Abs(kept));

        // By the sign bit: 1 - p may be 0.
        var isLikely = TLane.Less(TLane.Or(TLane.And(kept, TLane.Of(-0.0)), TLane.One), TLane.Zero);
        return new() { P = TLane.Select(isLikely, larger, smaller), Q = TLane.Select(isLikely, smaller, larger) };
    }
}
