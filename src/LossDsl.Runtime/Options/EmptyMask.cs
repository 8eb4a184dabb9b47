namespace LossDsl;

/// <summary>
/// Value of an empty region: one whose target has no foreground at valid pixels before label smoothing, such as a class that an image does not contain.
/// </summary>
public enum EmptyMask
{
    /// <summary>The value of the formula, which depends on its smoothing terms.</summary>
    Smooth,

    /// <summary>No value: the region is left out of the result, has no gradient, and does not enter the divisor of the mean. With no reduction its entry is 0.</summary>
    Skip,

    /// <summary>The mean of p over the valid pixels of the region, which penalizes false positives in proportion to their probability.</summary>
    MeanProbability,

    /// <summary>The constant 1, with gradient 0.</summary>
    One,
}
