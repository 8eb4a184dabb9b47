using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Focal Tversky loss as the survey prints it (Jadon 2020): the exponent is gamma itself instead of 1 / gamma, and classes are summed. The gradient vanishes towards convergence.
/// Train with <c>FocalTverskyLoss</c>; this loss is for comparison with the printed equation.
/// </summary>
[Loss("focal-tversky-survey-literal",
    Family = LossFamily.Region,
    Reference = "Abraham and Khan 2018, arXiv:1810.07842",
    Equation = "Jadon 2020, eq. 11",
    Deviation = "The authors raise to 1/γ, so that with γ above 1 hard examples keep their gradient; as printed it vanishes towards convergence.")]
public sealed partial class FocalTverskySurveyLiteralLoss
{
    [Formula, ClassSum]
    public static double Formula(double tp, double fp, double fn, [Range(0, 1)] double beta = 0.5, [Range(1, 3)] double gamma = 1.3333333333333333, [Range(0, 1e3)] double smooth = 1)
        => Math.Pow(TverskyLoss.Formula(tp, fp, fn, beta, 1 - beta, smooth), gamma);
}
