namespace LossDsl;

/// <summary>The families of segmentation losses (Jadon 2020, Table I).</summary>
public enum LossFamily
{
    /// <summary>Not stated.</summary>
    Unspecified,

    /// <summary>Derived from the distribution of labels, pixel by pixel, as cross-entropy.</summary>
    Distribution,

    /// <summary>A function of the overlap of two regions, as Dice.</summary>
    Region,

    /// <summary>A function of the distance between two boundaries, as Hausdorff.</summary>
    Boundary,

    /// <summary>A combination of losses of other families.</summary>
    Compound,

    /// <summary>A function of local structure, as the correlation-maximised structural similarity.</summary>
    Structural,
}
