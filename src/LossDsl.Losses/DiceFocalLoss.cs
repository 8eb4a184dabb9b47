using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>Weighted sum of the Dice loss and the focal loss. Use this loss for small structures beside large ones. Zhu et al. 2018.</summary>
[Loss("dice-focal",
    Family = LossFamily.Compound,
    Reference = "Zhu et al. 2018, arXiv:1808.05238",
    UseCase = "Small structures beside large ones.")]
public sealed partial class DiceFocalLoss
{
    [PixelMean]
    public static double Focal(double p, double y, [Range(0, 1)] double alpha = 0.25, [Range(0, 10)] double gamma = 2) => FocalLoss.Formula(p, y, alpha, gamma);

    [Formula]
    public static double Formula(
        double focal, double tp, double fp, double fn,
        [Range(0, 1e3)] double diceWeight = 1, [Range(0, 1e3)] double focalWeight = 1, [Range(0, 1e3)] double smooth = 1e-5)
        => diceWeight * DiceLoss.Formula(tp, fp, fn, smooth, smooth) + focalWeight * focal;
}
