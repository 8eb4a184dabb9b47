using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Power of the Tversky loss of each region. An exponent below 1 keeps the gradient of almost correct regions large; one above 1 focuses on wrong regions. Use this loss for hard
/// examples such as small regions.
/// Abraham and Khan 2018.
/// </summary>
[Loss("focal-tversky",
    Family = LossFamily.Region,
    Reference = "Abraham and Khan 2018, arXiv:1810.07842",
    Equation = "Jadon 2020, eq. 11",
    UseCase = "Variant of the Tversky loss with focus on hard examples, such as small regions.",
    Deviation = "The exponent is 0.75 as in the authors' code, the reciprocal of their γ = 4/3; the printed equation has γ itself. Regions are averaged, not summed.")]
public sealed partial class FocalTverskyLoss
{
    [Formula]
    public static double Formula(
        double tp,
        double fp,
        double fn,
        [Range(0, 1)] double fpWeight = 0.3,
        [Range(0, 1)] double fnWeight = 0.7,
        [Range(0.1, 10)] double exponent = 0.75,
        [Range(0, 1e3)] double smooth = 1e-5)
        => Math.Pow(TverskyLoss.Formula(tp, fp, fn, fpWeight, fnWeight, smooth), exponent);
}
