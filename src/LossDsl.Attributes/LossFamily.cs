namespace LossDsl;

/// <summary>Family of a segmentation loss, after Table I of Jadon 2020.</summary>
public enum LossFamily
{
    /// <summary>No family is stated.</summary>
    Unspecified,

    /// <summary>Losses derived from the distribution of labels, pixel by pixel. Example: cross-entropy.</summary>
    Distribution,

    /// <summary>Functions of the overlap of the predicted and the true region. Example: Dice.</summary>
    Region,

    /// <summary>Functions of the distance between the predicted and the true boundary. Example: Hausdorff.</summary>
    Boundary,

    /// <summary>Combinations of losses of other families. Example: Dice plus cross-entropy.</summary>
    Compound,

    /// <summary>Functions of local structure. Example: correlation-maximised structural similarity.</summary>
    Structural,
}
