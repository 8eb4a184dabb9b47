namespace LossDsl.Losses;

/// <summary>
/// Dice loss as the survey prints it (Jadon 2020), with smoothing 1. The loss of a region without foreground is 1 - 1 / (Σp + 1). Train with <c>DiceLoss</c>; this loss is for
/// comparison with the printed equation.
/// </summary>
[Loss("dice-survey-literal",
    Family = LossFamily.Region,
    Reference = "Sudre et al. 2017, arXiv:1707.03237",
    Equation = "Jadon 2020, eq. 8",
    Deviation = "Sums over the pixels of a region, which the printed equation leaves out.")]
public sealed partial class DiceSurveyLiteralLoss
{
    [Formula]
    public static double Formula(double tp, double fp, double fn) => 1 - (2 * tp + 1) / (2 * tp + fp + fn + 1);
}
