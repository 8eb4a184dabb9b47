using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Power of the negative logarithm of the Dice coefficient: the Dice part of the exponential-logarithmic loss. Use this loss where small structures are predicted less accurately.
/// Wong et al. 2018.
/// </summary>
[Loss("exponential-dice",
    Family = LossFamily.Region,
    Reference = "Wong et al. 2018, arXiv:1809.00076 (eq. 2)",
    UseCase = "As Dice, with more weight on structures that are predicted poorly.")]
public sealed partial class ExponentialDiceLoss
{
    [Formula]
    public static double Formula(double tp, double fp, double fn, [Range(0.01, 5)] double exponent = 0.3, [Range(1e-6, 1e3)] double smooth = 1)
        => Math.Pow(-Math.Log((2 * tp + smooth) / (2 * tp + fp + fn + smooth)), exponent);
}
