using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Weighted sum of the Dice loss and the mean binary cross-entropy. Use this loss as a first choice: Dice balances foreground and background, and cross-entropy has a gradient
/// where that of Dice vanishes.
/// Isensee et al. 2021.
/// </summary>
[Loss("dice-cross-entropy",
    Family = LossFamily.Compound,
    Reference = "Isensee et al. 2021, doi:10.1038/s41592-020-01008-z",
    UseCase = "A good first choice: the balance of Dice, and the gradient of cross-entropy where Dice has none.")]
public sealed partial class DiceCrossEntropyLoss
{
    [PixelMean]
    public static double CrossEntropy(double p, double y) => BinaryCrossEntropyLoss.Formula(p, y);

    [Formula]
    public static double Formula(
        double crossEntropy, double tp, double fp, double fn,
        [Range(0, 1e3)] double diceWeight = 1, [Range(0, 1e3)] double crossWeight = 1, [Range(0, 1e3)] double smooth = 1e-5)
        => diceWeight * DiceLoss.Formula(tp, fp, fn, smooth, smooth) + crossWeight * crossEntropy;
}
