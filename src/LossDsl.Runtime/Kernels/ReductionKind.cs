using System.ComponentModel;

namespace LossDsl.CompilerServices;

/// <summary>Reduction that a kernel performs over the valid pixels of a region. Each has an identity and combines partial results.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum ReductionKind
{
    /// <summary>Sum of the values. The identity is 0.</summary>
    Sum,

    /// <summary>Maximum of the values. The identity is -∞.</summary>
    Largest,

    /// <summary>Minimum of the values. The identity is +∞.</summary>
    Smallest,
}
