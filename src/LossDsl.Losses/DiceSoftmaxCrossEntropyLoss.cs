using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Weighted sum of the mean Dice loss of the classes and the categorical cross-entropy, for softmax. Use this loss as a first choice for mutually exclusive classes.
/// Isensee et al. 2021.
/// </summary>
[Loss("dice-softmax-cross-entropy",
    Activation = Activation.Softmax,
    Family = LossFamily.Compound,
    Reference = "Isensee et al. 2021, doi:10.1038/s41592-020-01008-z",
    UseCase = "A good first choice for classes that exclude each other.")]
public sealed partial class DiceSoftmaxCrossEntropyLoss
{
    [PixelMean]
    public static double OfClass(double p, double y) => CrossEntropyLoss.OfClass(p, y);

    [ClassSum]
    public static double CrossEntropy(double ofClass, double classWeight) => classWeight * ofClass;

    [ClassMean]
    public static double Dice(double tp, double fp, double fn, double classWeight, [Range(0, 1e3)] double smooth = 1e-5)
        => classWeight * DiceLoss.Formula(tp, fp, fn, smooth, smooth);

    [Formula]
    public static double Formula(double dice, double crossEntropy, [Range(0, 1e3)] double diceWeight = 1, [Range(0, 1e3)] double crossWeight = 1)
        => diceWeight * dice + crossWeight * crossEntropy;
}
