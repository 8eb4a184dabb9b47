using System.Runtime.CompilerServices;
using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>
/// Sigmoid activation that computes p from the logits and stores p in the gradient buffer for a later pass. The stored number is min(p, 1 - p) with the sign of x, from
/// which p and 1 - p both follow without cancellation.
/// </summary>
internal readonly unsafe struct StoringSigmoid<TLane> : IActivation<TLane, SigmoidPrediction<TLane>>
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

/// <summary>Sigmoid activation that loads p from the gradient buffer, where <see cref="StoringSigmoid{TLane}"/> stored it.</summary>
internal readonly unsafe struct StoredSigmoid<TLane> : IActivation<TLane, StoredPrediction<TLane>>
    where TLane : struct, ILane<TLane>
{
    public static bool AreProbabilities => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static StoredPrediction<TLane> Apply(PixelMemory* memory, nint place, Reads reads) => new(Elements.Load<TLane>(memory->Gradient, place));
}

/// <summary>Prediction restored from one stored number: min(p, 1 - p), negative where the minimum is p. Logarithms are not available.</summary>
/// <param name="kept">The stored number.</param>
internal readonly struct StoredPrediction<TLane>(TLane kept) : IPrediction<TLane>
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

    // The generator lets a pass read stored predictions only if the pass reads no logarithm.
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

    // The sign bit decides, because the stored number may be -0.
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
