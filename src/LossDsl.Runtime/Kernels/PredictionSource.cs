using System.ComponentModel;

namespace LossDsl.CompilerServices;

/// <summary>
/// Source of the probabilities of a pass. For a loss made of sums the exponential costs more than all other arithmetic. So the pass that computes the sums can store p in the
/// gradient buffer, and the pass that writes the gradient reads p from there.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum PredictionSource
{
    /// <summary>The pass computes p from the logits.</summary>
    Computed,

    /// <summary>The pass computes p from the logits and stores p in the gradient buffer.</summary>
    Kept,

    /// <summary>The pass reads p from the gradient buffer, where an earlier pass stored it.</summary>
    Read,
}
