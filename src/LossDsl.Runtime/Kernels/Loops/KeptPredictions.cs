using System.Runtime.CompilerServices;
using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>p = σ(x), left where the gradient will be: the smaller one of p and 1 - p, which has the digits of both, with the sign of x.</summary>
internal readonly unsafe struct SigmoidAndKeep<TLane> : IActivation<TLane, SigmoidPrediction<TLane>>
    where TLane : struct, ILane<TLane>
{
    public static bool AreProbabilities => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SigmoidPrediction<TLane> Apply(PixelMemory* memory, nint place, Reads reads)
    {
        var x = Elements.Load<TLane>(memory->Logits, place);
        var result = SigmoidPrediction<TLane>.FromLogit(x);
        Elements.Store(TLane.Or(result.Unlikely, TLane.And(x, TLane.Broadcast(-0.0))), memory->Gradient, place);
        return result;
    }
}

/// <summary>p as <see cref="SigmoidAndKeep{TLane}"/> left it.</summary>
internal readonly unsafe struct KeptSigmoid<TLane> : IActivation<TLane, KeptPrediction<TLane>>
    where TLane : struct, ILane<TLane>
{
    public static bool AreProbabilities => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static KeptPrediction<TLane> Apply(PixelMemory* memory, nint place, Reads reads) => new(Elements.Load<TLane>(memory->Gradient, place));
}

/// <summary>The smaller one of p and 1 - p, with a minus sign where it is p.</summary>
internal readonly struct KeptPrediction<TLane>(TLane kept) : IPrediction<TLane>
    where TLane : struct, ILane<TLane>
{
    public TLane P
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLane.Select(IsUnlikely, Smaller, Larger);
    }

    public TLane Q
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLane.Select(IsUnlikely, Larger, Smaller);
    }

    public TLane Variance
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Smaller * Larger;
    }

    // A pass that reads logarithms does not read what was kept.
    public TLane LogP
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => throw new NotSupportedException("No logarithm is kept.");
    }

    public TLane LogQ
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => throw new NotSupportedException("No logarithm is kept.");
    }

    private TLane Smaller
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLane.Abs(kept);
    }

    private TLane Larger
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1 - Smaller;
    }

    // By the sign bit: p may be 0.
    private TLane IsUnlikely
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLane.IsSigned(kept);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Expected(TLane a, TLane b) => TLane.MultiplyAdd(a, P, b * Q);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane LogLikelihood(TLane a, TLane b) => TLane.MultiplyAdd(a, LogP, b * LogQ);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane LogLikelihood(TLane a, TLane b, TLane sum) => LogLikelihood(a, b);
}
