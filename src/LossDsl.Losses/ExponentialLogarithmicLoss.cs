using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Weighted sum of (-log Dice)^diceExponent and the mean over the pixels of (-log p)^crossExponent, where p is the probability of the right label. Use this loss where some
/// structures, such as small ones, are predicted less accurately than others.
/// Wong et al. 2018.
/// </summary>
[Loss("exponential-logarithmic",
    Family = LossFamily.Compound,
    Reference = "Wong et al. 2018, arXiv:1809.00076",
    Equation = "Jadon 2020, eq. 19-21",
    UseCase = "Structures that are predicted less accurately than others, as small ones.",
    Deviation = "The power is of the negative logarithm, not inside it. The class weight, √(Σf / f) of the classes' frequencies f in the training set, comes from the options.")]
public sealed partial class ExponentialLogarithmicLoss
{
    [PixelMean]
    public static double CrossEntropy(double p, double y, double classWeight, [Range(0.01, 5)] double crossExponent = 0.3, [Range(0, 1e3)] double backgroundWeight = 1)
        => classWeight * y * Math.Pow(-Math.Log(p), crossExponent) + backgroundWeight * (1 - y) * Math.Pow(-Math.Log(1 - p), crossExponent);

    [Formula]
    public static double Formula(
        double crossEntropy,
        double tp,
        double fp,
        double fn,
        [Range(0, 1e3)] double diceWeight = 0.8,
        [Range(0, 1e3)] double crossWeight = 0.2,
        [Range(0.01, 5)] double diceExponent = 0.3,
        [Range(1e-6, 1e3)] double smooth = 1)
        => diceWeight * Math.Pow(-Math.Log((2 * tp + smooth) / (2 * tp + fp + fn + smooth)), diceExponent) + crossWeight * crossEntropy;
}
