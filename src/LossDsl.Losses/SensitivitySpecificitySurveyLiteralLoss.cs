using System.ComponentModel.DataAnnotations;

namespace LossDsl.Losses;

/// <summary>
/// Weighted sum of sensitivity and specificity as the survey prints it (Jadon 2020): a score to maximise, not a loss. Train with <c>SensitivitySpecificityLoss</c>; this score is
/// for comparison with the printed equation.
/// </summary>
[Loss("sensitivity-specificity-survey-literal",
    Family = LossFamily.Region,
    Reference = "Brosch et al. 2015, doi:10.1007/978-3-319-24574-4_1",
    Equation = "Jadon 2020, eq. 12-14",
    Direction = Direction.Maximize,
    Deviation = "Smoothed, so that a term without pixels is 1.")]
public sealed partial class SensitivitySpecificitySurveyLiteralLoss
{
    [Formula]
    public static double Formula(double tp, double fp, double fn, double tn, [Range(0, 1)] double weight = 0.5, [Range(0, 1e3)] double smooth = 1e-5)
        => weight * (tp + smooth) / (tp + fn + smooth) + (1 - weight) * (tn + smooth) / (tn + fp + smooth);
}
