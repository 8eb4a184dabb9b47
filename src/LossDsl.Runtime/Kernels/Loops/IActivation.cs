using System.Runtime.CompilerServices;
using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>How logits become probabilities where every class is on its own.</summary>
internal unsafe interface IActivation
{
    /// <summary>Whether the input is already probabilities.</summary>
    static abstract bool AreProbabilities { get; }

    /// <summary>What is read of the prediction; the rest is not computed.</summary>
    static abstract Prediction<TLane> Apply<TLane>(PixelMemory* memory, nint place, Reads reads)
        where TLane : struct, ILane<TLane>;
}

/// <summary>A prediction in its four forms.</summary>
internal struct Prediction<TLane>
    where TLane : struct, ILane<TLane>
{
    public TLane P, Q, LogP, LogQ;
}

/// <summary>p = σ(x).</summary>
internal readonly unsafe struct SigmoidActivation : IActivation
{
    public static bool AreProbabilities => false;

    // All four: the compiler drops what is not read.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Prediction<TLane> Apply<TLane>(PixelMemory* memory, nint place, Reads reads)
        where TLane : struct, ILane<TLane>
    {
        var result = default(Prediction<TLane>);
        Lane.Probabilities(Elements.Load<TLane>(memory->Logits, place), out result.P, out result.Q, out result.LogP, out result.LogQ);
        return result;
    }
}

/// <summary>The input is p.</summary>
internal readonly unsafe struct NoActivation : IActivation
{
    public static bool AreProbabilities => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Prediction<TLane> Apply<TLane>(PixelMemory* memory, nint place, Reads reads)
        where TLane : struct, ILane<TLane>
    {
        var p = Elements.Load<TLane>(memory->Logits, place);
        var result = new Prediction<TLane> { P = p, Q = TLane.One - p };
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
