using System.Runtime.CompilerServices;
using LossDsl.Activations;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>
/// p = 1 / (1 + e^-x), by the likelier outcome: one exponential, which cannot overflow, gives p, 1 - p and the logarithms of both, each with all its digits.
/// Error at most 3 ULP (p, 1 - p), 2 ULP (logarithms).
/// </summary>
internal struct SigmoidPrediction<TLane> : IPrediction<TLane>
    where TLane : struct, ILane<TLane>
{
    // The larger one of p and 1 - p, and minus its logarithm; and what the smaller one is of it.
    private TLane x, likely, surprise, odds;

    // Where p is the smaller one.
    private TLane isUnlikely;

    /// <summary>The prediction of a logit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SigmoidPrediction<TLane> FromLogit(TLane x)
    {
        var odds = Exponential.WithoutOverflow(TLane.Or(x, TLane.Broadcast(-0.0)));
        return new() { x = x, isUnlikely = TLane.IsSigned(x), odds = odds, likely = 1 / (odds + 1), surprise = TLane.LogarithmOfOnePlusFraction(odds) };
    }

    /// <summary>The smaller one of p and 1 - p.</summary>
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
        get => TLane.Max(TLane.Broadcast(SwitchedOff.Logit(TLane.IsSingle)), TLane.Min(TLane.Zero, x)) - surprise;
    }

    public readonly TLane LogQ
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLane.Max(TLane.Broadcast(SwitchedOff.Logit(TLane.IsSingle)), TLane.Min(TLane.Zero, -x)) - surprise;
    }

    public readonly TLane Variance
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unlikely * likely;
    }

    // -|x|, finite.
    private readonly TLane LogOdds
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLane.Max(TLane.Broadcast(SwitchedOff.Logit(TLane.IsSingle)), TLane.Or(x, TLane.Broadcast(-0.0)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane Expected(TLane a, TLane b) => likely * TLane.MultiplyAdd(odds, TLane.Select(isUnlikely, a, b), TLane.Select(isUnlikely, b, a));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane LogLikelihood(TLane a, TLane b) => (LogOdds * TLane.Select(isUnlikely, a, b)) - surprise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane LogLikelihood(TLane a, TLane b, TLane sum) => (LogOdds * TLane.Select(isUnlikely, a, b)) - (sum * surprise);
}
