using System.Runtime.CompilerServices;
using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>How logits become probabilities.</summary>
internal interface IActivation
{
    /// <summary>Whether the input is already probabilities.</summary>
    static abstract bool AreProbabilities { get; }
}

/// <summary>How logits become probabilities where every class is on its own.</summary>
internal unsafe interface IActivation<TLane, TPrediction> : IActivation
    where TLane : struct, ILane<TLane>
    where TPrediction : struct, IPrediction<TLane>
{
    /// <summary>A prediction, with what is read of it.</summary>
    static abstract TPrediction Apply(PixelMemory* memory, nint place, Reads reads);
}

/// <summary>p = σ(x).</summary>
internal readonly unsafe struct SigmoidActivation<TLane> : IActivation<TLane, SigmoidPrediction<TLane>>
    where TLane : struct, ILane<TLane>
{
    public static bool AreProbabilities => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SigmoidPrediction<TLane> Apply(PixelMemory* memory, nint place, Reads reads) => SigmoidPrediction<TLane>.FromLogit(Elements.Load<TLane>(memory->Logits, place));
}

/// <summary>The input is p.</summary>
internal readonly unsafe struct NoActivation<TLane> : IActivation<TLane, PlainPrediction<TLane>>
    where TLane : struct, ILane<TLane>
{
    public static bool AreProbabilities => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PlainPrediction<TLane> Apply(PixelMemory* memory, nint place, Reads reads)
    {
        var p = Elements.Load<TLane>(memory->Logits, place);
        var result = new PlainPrediction<TLane> { P = p, Q = TLane.One - p };
        if ((reads & Reads.LogP) != 0)
        {
            result.LogP = Lane.Log(Lane.ClampPositive(result.P));
        }

        if ((reads & Reads.LogQ) != 0)
        {
            result.LogQ = Lane.Log(Lane.ClampPositive(result.Q));
        }

        return result;
    }
}
