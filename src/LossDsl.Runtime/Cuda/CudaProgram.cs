using System.ComponentModel;

namespace LossDsl.CompilerServices;

/// <summary>CUDA kernels of a loss as the generator hands them to the runtime: source text, and the facts that launching them needs. The runtime compiles them at the first call.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CudaProgram
{
    /// <summary>CUDA C++ of the loss: the region arithmetic and one kernel for each pass. The runtime puts its own device code before it.</summary>
    public required string Source { get; init; }

    /// <summary>The passes over the pixels, in the order in which they run.</summary>
    public required IReadOnlyList<CudaPass> Passes { get; init; }

    /// <summary>Number of passes after which the value is known.</summary>
    public required int ValueAfter { get; init; }

    /// <summary>Maps that the formula reads.</summary>
    public IReadOnlyList<CudaMap> Maps { get; init; } = [];

    /// <summary>Number of the pass that writes the gradient, from 1; 0 if the gradient is 0.</summary>
    internal int GradientPass => Enumerable.Range(1, Passes.Count).LastOrDefault(number => Passes[number - 1].HasGradient);
}
