using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>How logits become probabilities where every class is on its own.</summary>
internal interface IActivation
{
    /// <summary>Whether the input is already probabilities.</summary>
    static abstract bool AreProbabilities { get; }

    /// <summary>What is read of the prediction; the rest is not computed.</summary>
    static abstract Prediction<TLane> Apply<TLane>(TLane x, Reads reads)
        where TLane : struct, ILane<TLane>;
}

/// <summary>A prediction in its four forms.</summary>
internal struct Prediction<TLane>
    where TLane : struct, ILane<TLane>
{
    public TLane P, Q, LogP, LogQ;
}

/// <summary>p = σ(x).</summary>
internal readonly struct SigmoidActivation : IActivation
{
    public static bool AreProbabilities => false;

    // Everything from e^-|x|, which is in (0, 1]: nothing overflows, and p and q keep their digits at both ends.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Prediction<TLane> Apply<TLane>(TLane x, Reads reads)
        where TLane : struct, ILane<TLane>
    {
        var small = Lane.Exp(-TLane.Abs(x));
        var result = default(Prediction<TLane>);
        if ((reads & (Reads.P | Reads.Q)) != 0)
        {
            var larger = TLane.One / (TLane.One + small);
            var smaller = small * larger;
            var isPositive = TLane.Less(TLane.Zero, x);
            result.P = TLane.Select(isPositive, larger, smaller);
            result.Q = TLane.Select(isPositive, smaller, larger);
        }

        if ((reads & (Reads.LogP | Reads.LogQ)) != 0)
        {
            var log = Lane.Log1p(small);
            result.LogP = TLane.Min(x, TLane.Zero) - log;
            result.LogQ = -TLane.Max(x, TLane.Zero) - log;
        }

        return result;
    }
}

/// <summary>The input is p.</summary>
internal readonly struct NoActivation : IActivation
{
    public static bool AreProbabilities => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Prediction<TLane> Apply<TLane>(TLane x, Reads reads)
        where TLane : struct, ILane<TLane>
    {
        var result = new Prediction<TLane> { P = x, Q = TLane.One - x };
        if ((reads & Reads.LogP) != 0)
        {
            result.LogP = Lane.Log(Lane.Guard(result.P));
        }

        if ((reads & Reads.LogQ) != 0)
        {
            result.LogQ = Lane.Log(Lane.Guard(result.Q));
        }

        return result;
    }
}
