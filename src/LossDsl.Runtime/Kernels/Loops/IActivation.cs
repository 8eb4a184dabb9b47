using System.Runtime.CompilerServices;
using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>Activation as a type argument of the loops. It tells kernels whether the input already holds probabilities.</summary>
internal interface IActivation
{
    /// <summary>Whether the input already holds probabilities, so that gradients are by p.</summary>
    static abstract bool AreProbabilities { get; }
}

/// <summary>Activation that computes the prediction of each class separately, as sigmoid does and softmax does not.</summary>
internal unsafe interface IActivation<TLane, TPrediction> : IActivation
    where TLane : struct, ILane<TLane>
    where TPrediction : struct, IPrediction<TLane>
{
    /// <summary>Computes, or loads, the prediction of a lane of pixels.</summary>
    /// <param name="memory">Addresses of the class in the chunk.</param>
    /// <param name="place">First pixel of the lane, counted from these addresses.</param>
    /// <param name="reads">Quantities that the kernel reads. The others may be left undefined.</param>
    static abstract TPrediction Apply(PixelMemory* memory, nint place, Reads reads);
}

/// <summary>Sigmoid activation: p = 1 / (1 + e^-x), computed from the logits.</summary>
internal readonly unsafe struct SigmoidActivation<TLane> : IActivation<TLane, SigmoidPrediction<TLane>>
    where TLane : struct, ILane<TLane>
{
    public static bool AreProbabilities => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SigmoidPrediction<TLane> Apply(PixelMemory* memory, nint place, Reads reads) => SigmoidPrediction<TLane>.FromLogit(Elements.Load<TLane>(memory->Logits, place));
}

/// <summary>Identity activation: the input is p itself. Logarithms clamp p and 1 - p to at least 1e-30.</summary>
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
