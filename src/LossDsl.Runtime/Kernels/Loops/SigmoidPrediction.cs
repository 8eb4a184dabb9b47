using System.Runtime.CompilerServices;
using LossDsl.Activations;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>
/// Prediction under sigmoid, p = 1 / (1 + e^-x), in terms of max(p, 1 - p). One exponential, e^-|x|, which cannot overflow, gives p, 1 - p and both logarithms without
/// cancellation. Error at most 3 ULP (p, 1 - p), 2 ULP (logarithms).
/// </summary>
internal struct SigmoidPrediction<TLane> : IPrediction<TLane>
    where TLane : struct, ILane<TLane>
{
    // likely = max(p, 1 - p), surprise = -log(likely), odds = min(p, 1 - p) / likely = e^-|x|.
    private TLane x, likely, surprise, odds;

    // Mask of the pixels where p is the smaller of p and 1 - p.
    private TLane isUnlikely;

    /// <summary>Computes the prediction of a lane of logits. The JIT drops quantities that the kernel does not read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SigmoidPrediction<TLane> FromLogit(TLane x)
    {
        var odds = Exponential.WithoutOverflow(TLane.Or(x, TLane.Broadcast(-0.0)));
        return new() { x = x, isUnlikely = TLane.IsSigned(x), odds = odds, likely = 1 / (odds + 1), surprise = TLane.LogarithmOfOnePlusFraction(odds) };
    }

    /// <summary>Smaller of p and 1 - p.</summary>
    public readonly TLane Unlikely
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => odds * likely;
    }

    public readonly TLane P
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLane.Select(isUnlikely, Unlikely, likely);
    }

    public readonly TLane Q
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLane.Select(isUnlikely, likely, Unlikely);
    }

    public readonly TLane LogP
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLane.Max(TLane.Broadcast(InfiniteLogits.Logit(TLane.IsSingle)), TLane.Min(TLane.Zero, x)) - surprise;
    }

    public readonly TLane LogQ
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLane.Max(TLane.Broadcast(InfiniteLogits.Logit(TLane.IsSingle)), TLane.Min(TLane.Zero, -x)) - surprise;
    }

    public readonly TLane Variance
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unlikely * likely;
    }

    // -|x|, clamped so that -∞ becomes the lowest finite number: 0 times it is 0, not NaN.
    private readonly TLane LogOdds
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLane.Max(TLane.Broadcast(InfiniteLogits.Logit(TLane.IsSingle)), TLane.Or(x, TLane.Broadcast(-0.0)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane Expected(TLane a, TLane b) => likely * TLane.MultiplyAdd(odds, TLane.Select(isUnlikely, a, b), TLane.Select(isUnlikely, b, a));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane LogLikelihood(TLane a, TLane b) => (LogOdds * TLane.Select(isUnlikely, a, b)) - surprise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane LogLikelihood(TLane a, TLane b, TLane sum) => (LogOdds * TLane.Select(isUnlikely, a, b)) - (sum * surprise);
}
