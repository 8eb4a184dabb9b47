using LossDsl.Tensors;

namespace LossDsl.Counts;

/// <summary>
/// Contributions of each pixel to the soft counts tp, fp, fn and tn of its region, [B, C, ...], and their derivative by p. Each derived class implements one member of
/// <see cref="SoftLabels"/>.
/// </summary>
internal abstract class SoftCounts
{
    /// <summary>Contribution of each pixel to tp.</summary>
    public abstract Field TruePositive { get; }

    /// <summary>Contribution of each pixel to fp.</summary>
    public abstract Field FalsePositive { get; }

    /// <summary>Contribution of each pixel to fn.</summary>
    public abstract Field FalseNegative { get; }

    /// <summary>Contribution of each pixel to tn.</summary>
    public abstract Field TrueNegative { get; }

    /// <summary>
    /// Derivative s of <see cref="TruePositive"/> by p. The derivative of <see cref="FalsePositive"/> is 1 - s, of <see cref="FalseNegative"/> -s, and of
    /// <see cref="TrueNegative"/> s - 1.
    /// </summary>
    public abstract Field TruePositiveSlope { get; }
}
