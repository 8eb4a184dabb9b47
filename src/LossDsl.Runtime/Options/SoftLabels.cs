namespace LossDsl;

/// <summary>
/// Contribution of a pixel to the soft counts tp, fp, fn and tn when its label y lies between 0 and 1: uncertain borders, several raters, label smoothing, distillation.
/// For y = 0 and y = 1 all members agree in value and gradient. A formula that reads y itself is not affected.
/// </summary>
public enum SoftLabels
{
    /// <summary>
    /// Products: y p, (1 - y) p, y (1 - p) and (1 - y)(1 - p). Overlap losses then do not have their minimum at p = y: for y = 1/2 Dice prefers p = 1 to p = 1/2.
    /// </summary>
    Product,

    /// <summary>
    /// L1 distance |p - y|: min(p, y), max(p - y, 0), max(y - p, 0) and 1 - max(p, y). Overlap losses then have their minimum, 0, at p = y.
    /// At the kink p = y the derivative of min(p, y) by p is set to y. Wang et al. 2023, "Dice Semimetric Losses", arXiv:2303.16296; "soft_label" in MONAI.
    /// </summary>
    L1,
}
