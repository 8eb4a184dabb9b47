using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Tversky loss as the survey prints it (Jadon 2020): beta weighs false positives, 1 - beta weighs false negatives, and the smoothing is 1. Train with <c>TverskyLoss</c>; this
/// loss is for comparison with the printed equation.
/// </summary>
[Loss("tversky-survey-literal",
    Family = LossFamily.Region,
    Reference = "Salehi et al. 2017, arXiv:1706.05721",
    Equation = "Jadon 2020, eq. 10",
    Deviation = "Sums over the pixels of a region, which the printed equation leaves out.")]
public sealed partial class TverskySurveyLiteralLoss
{
    [Formula]
    public static double Formula(double tp, double fp, double fn, [Range(0, 1)] double beta = 0.5)
        => 1 - (1 + tp) / (1 + tp + beta * fp + (1 - beta) * fn);
}
