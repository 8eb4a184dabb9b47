using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Logarithm of the hyperbolic cosine of the Tversky loss, whose slope falls to 0 with the loss. Use this loss like the log-cosh Dice loss where one kind of error costs more.
/// Salehi et al. 2017, Jadon 2020.
/// </summary>
[Loss("log-cosh-tversky",
    Family = LossFamily.Region,
    Reference = "Salehi et al. 2017, arXiv:1706.05721; Jadon 2020, arXiv:2006.14822 (log-cosh)",
    UseCase = "As log-cosh Dice, with weights for false positives and false negatives.")]
public sealed partial class LogCoshTverskyLoss
{
    [Formula]
    public static double Formula(
        double tp,
        double fp,
        double fn,
        [Range(0, 1)] double fpWeight = 0.3,
        [Range(0, 1)] double fnWeight = 0.7,
        [Range(0, 1e3)] double smooth = 1e-5)
        => Math.Log(Math.Cosh(TverskyLoss.Formula(tp, fp, fn, fpWeight, fnWeight, smooth)));
}
