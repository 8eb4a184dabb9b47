using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Weighted sum of a weighted binary cross-entropy and the Dice loss: alpha times the cross-entropy plus 1 - alpha times the Dice loss. In the cross-entropy, beta weighs
/// foreground and 1 - beta background. Use this loss for mildly imbalanced data: the sum combines the balance of Dice with the smooth gradient of cross-entropy.
/// Taghanaki et al. 2018.
/// </summary>
[Loss("combo",
    Family = LossFamily.Compound,
    Reference = "Taghanaki et al. 2018, arXiv:1805.02798",
    Equation = "Jadon 2020, eq. 17-18",
    UseCase = "Mildly imbalanced data: the balance of Dice with the smooth curve of cross-entropy.",
    Deviation = "β y log p, where eq. 17 prints β (y - log p); and plus (1 - α) times the Dice loss, where eq. 18 prints minus, which would reward errors.")]
public sealed partial class ComboLoss
{
    [PixelMean]
    public static double CrossEntropy(double p, double y, [Range(0, 1)] double beta = 0.5)
        => -(beta * y * Math.Log(p) + (1 - beta) * (1 - y) * Math.Log(1 - p));

    [Formula]
    public static double Formula(
        double crossEntropy, double tp, double fp, double fn, [Range(0, 1)] double alpha = 0.5, [Range(0, 1e3)] double smooth = 1)
        => alpha * crossEntropy + (1 - alpha) * DiceLoss.Formula(tp, fp, fn, smooth, smooth);
}
