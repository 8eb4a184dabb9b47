using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Logarithm of the hyperbolic cosine of the Dice loss, which is quadratic where the Dice loss is near 0. Use this loss like the Dice loss, for imbalanced data.
/// Jadon 2020.
/// </summary>
[Loss("log-cosh-dice",
    Family = LossFamily.Region,
    Reference = "Jadon 2020, arXiv:2006.14822",
    Equation = "Jadon 2020, eq. 32",
    UseCase = "Variant of Dice, smoothed as in regression; for skewed data.")]
public sealed partial class LogCoshDiceLoss
{
    [Formula]
    public static double Formula(
        double tp,
        double fp,
        double fn,
        [Range(0, 1e3)] double smoothNumerator = 1e-5,
        [Range(0, 1e3)] double smoothDenominator = 1e-5)
        => Math.Log(Math.Cosh(DiceLoss.Formula(tp, fp, fn, smoothNumerator, smoothDenominator)));
}
