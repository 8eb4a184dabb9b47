namespace LossDsl.Losses;

/// <summary>
/// Mean over the pixels of p times the signed distance to the boundary of the target, which is negative inside. The loss can be negative. Use this loss for highly imbalanced
/// foreground, added to a region loss and with a weight that grows during training.
/// Kervadec et al. 2019.
/// </summary>
[Loss("boundary",
    Family = LossFamily.Boundary,
    Reference = "Kervadec et al. 2019, arXiv:1812.07032",
    UseCase = "Highly imbalanced foreground, beside a region loss with a growing weight.")]
public sealed partial class BoundaryLoss
{
    [Formula, PixelMean]
    public static double Formula(double p, [DistanceMap(Of.Target, DistanceKind.Signed)] double distance) => p * distance;
}
