using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>Prediction that stores p, 1 - p and their logarithms as four separate lanes. Softmax fills them, and so does an input of probabilities.</summary>
internal struct PlainPrediction<TLane> : IPrediction<TLane>
    where TLane : struct, ILane<TLane>
{
    public TLane P { get; set; }

    public TLane Q { get; set; }

    public TLane LogP { get; set; }

    public TLane LogQ { get; set; }

    public readonly TLane Variance
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => P * Q;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane Expected(TLane a, TLane b) => TLane.MultiplyAdd(a, P, b * Q);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane LogLikelihood(TLane a, TLane b) => TLane.MultiplyAdd(a, LogP, b * LogQ);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly TLane LogLikelihood(TLane a, TLane b, TLane sum) => LogLikelihood(a, b);
}
