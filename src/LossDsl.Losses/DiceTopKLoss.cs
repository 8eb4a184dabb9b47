using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Weighted sum of the mean Dice loss of the classes and the mean of the largest share of the cross-entropies of the pixels, for softmax. Use this loss for mutually exclusive
/// classes with many easy pixels.
/// Isensee et al. 2021; Wu et al. 2016.
/// </summary>
[Loss("dice-top-k",
    Activation = Activation.Softmax,
    Family = LossFamily.Compound,
    Reference = "Isensee et al. 2021, doi:10.1038/s41592-020-01008-z; Wu et al. 2016, arXiv:1605.06885",
    UseCase = "Classes that exclude each other, small beside many easy pixels.",
    Deviation = "Dice is one minus the coefficient, where nnU-Net adds minus the coefficient. Which pixels count is constant in the derivative.")]
public sealed partial class DiceTopKLoss
{
    [PixelClassSum]
    public static double CrossEntropy(double p, double y, double classWeight) => TopKCrossEntropyLoss.CrossEntropy(p, y, classWeight);

    [PixelTop(nameof(share))]
    public static double Hardest(double crossEntropy, [Range(0.0, 1.0)] double share = 0.1) => crossEntropy;

    [ClassMean]
    public static double TopK(double hardest) => hardest;

    [ClassMean]
    public static double Dice(double tp, double fp, double fn, double classWeight, [Range(0, 1e3)] double smooth = 1e-5)
        => classWeight * DiceLoss.Formula(tp, fp, fn, smooth, smooth);

    [Formula]
    public static double Formula(double dice, double topK, [Range(0, 1e3)] double diceWeight = 1, [Range(0, 1e3)] double crossWeight = 1)
        => diceWeight * dice + crossWeight * topK;
}
