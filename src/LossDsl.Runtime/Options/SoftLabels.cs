namespace LossDsl;

/// <summary>
/// How the soft counts tp, fp, fn and tn count a pixel whose label y lies between 0 and 1: an uncertain border, several raters, label smoothing, distillation.
/// For y = 0 and y = 1 all are the same, value and gradient. What a formula makes of y itself is its own.
/// </summary>
public enum SoftLabels
{
    /// <summary>
    /// By products: y p, (1 - y) p, y (1 - p) and (1 - y)(1 - p). The least loss of overlap is then not at p = y: Dice prefers p = 1 to p = 1/2 where y = 1/2.
    /// </summary>
    Product,

    /// <summary>
    /// By the distance of p and y: min(p, y), max(p - y, 0), max(y - p, 0) and 1 - max(p, y). Losses of overlap are then least, and 0, at p = y.
    /// Where p equals y the derivative of min(p, y) by p is y. Wang et al. 2023, "Dice Semimetric Losses", arXiv:2303.16296; "soft_label" in MONAI.
    /// </summary>
    L1,
}
