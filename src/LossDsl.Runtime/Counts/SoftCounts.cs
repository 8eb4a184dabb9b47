using LossDsl.Tensors;

namespace LossDsl.Counts;

/// <summary>What each pixel adds to the soft confusion counts of its region.</summary>
internal abstract class SoftCounts
{
    /// <summary>To tp.</summary>
    public abstract Field TruePositive { get; }

    /// <summary>To fp.</summary>
    public abstract Field FalsePositive { get; }

    /// <summary>To fn.</summary>
    public abstract Field FalseNegative { get; }

    /// <summary>To tn.</summary>
    public abstract Field TrueNegative { get; }

    /// <summary>The derivative of <see cref="TruePositive"/> by p, and one minus that of <see cref="FalsePositive"/>; those of the others are the negatives of these.</summary>
    public abstract Field TruePositiveSlope { get; }
}
