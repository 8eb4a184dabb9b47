namespace LossDsl.Generator.Lowering;

/// <summary>Source of p in a pass: computed from the logits, computed and stored, or read from an earlier pass.</summary>
internal enum PredictionSource
{
    /// <summary>The pass computes p from the logits.</summary>
    Computed,

    /// <summary>The pass computes p from the logits and stores it for the last pass.</summary>
    Kept,

    /// <summary>The pass reads the p that an earlier pass has stored.</summary>
    Read,
}
