namespace LossDsl;

/// <summary>What the value of a region is whose target has no foreground. Means one region of one class: a class that an image does not have.</summary>
public enum EmptyMask
{
    /// <summary>What the formula gives, which its smoothing decides.</summary>
    Smooth,

    /// <summary>The region does not count: no value, no gradient, and no part of the mean.</summary>
    Skip,

    /// <summary>The mean probability of the region, so that false positives cost what they are.</summary>
    MeanProbability,

    /// <summary>1, without gradient.</summary>
    One,
}
