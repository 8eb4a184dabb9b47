using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Weighted sum of the Dice loss and the boundary loss. Use this loss for highly imbalanced foreground, with a boundary weight that grows during training.
/// Kervadec et al. 2019.
/// </summary>
[Loss("dice-boundary",
    Family = LossFamily.Compound,
    Reference = "Kervadec et al. 2019, arXiv:1812.07032",
    UseCase = "Highly imbalanced foreground: overlap, and distances to the boundary with a growing weight.")]
public sealed partial class DiceBoundaryLoss
{
    [PixelMean]
    public static double Boundary(double p, [DistanceMap(Of.Target, DistanceKind.Signed)] double distance) => p * distance;

    [Formula]
    public static double Formula(
        double boundary, double tp, double fp, double fn,
        [Range(0, 1e3)] double diceWeight = 1, [Range(0, 1e3)] double boundaryWeight = 0.01, [Range(0, 1e3)] double smooth = 1e-5)
        => diceWeight * DiceLoss.Formula(tp, fp, fn, smooth, smooth) + boundaryWeight * boundary;
}
