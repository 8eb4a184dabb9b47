using System.ComponentModel;

namespace LossDsl.CompilerServices;

/// <summary>Facts of one pass over the pixels on a CUDA device.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CudaPass
{
    /// <summary>Number of results that the pass reduces over the pixels of each region.</summary>
    public required int Results { get; init; }

    /// <summary>Number of coefficients that the pass reads for each region.</summary>
    public required int Coefficients { get; init; }

    /// <summary>Whether the pass writes the gradient.</summary>
    public bool HasGradient { get; init; }

    /// <summary>Fields that the pass reads: indices among all maps, followed by the filtered results of all passes.</summary>
    public IReadOnlyList<int> Fields { get; init; } = [];

    /// <summary>Number of fields that the pass stores for its filters.</summary>
    public int Stored { get; init; }

    /// <summary>Filters of the stored fields. The runtime applies them after the pass.</summary>
    public IReadOnlyList<CudaFilter> Filters { get; init; } = [];
}
